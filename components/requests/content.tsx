import type { RequestKind } from '#lib/model/request.ts';
import { useWords } from '#words';
import type { Found } from './found.ts';
import { contentOf } from './values.ts';

type Props = {
  kind: RequestKind;
  input: Readonly<Record<string, unknown>>;
  /** What picked values stand for, by field. */
  found: Readonly<Record<string, Found>>;
};

/** The submitted fields, in the words of their form. */
export function Content({ kind, input, found }: Props) {
  const words = useWords();
  return (
    <dl className="grid grid-cols-2 gap-x-6 gap-y-3 px-4 py-3 md:grid-cols-4 lg:px-6">
      {contentOf(kind, input, words).map(({ name, label, text }) => (
        <div key={name} className="min-w-0">
          <dt className="text-xs text-faint">{words.t(label)}</dt>
          <dd className="break-words whitespace-pre-line">{found[name]?.name ?? text}</dd>
          {found[name] && <dd className="text-xs break-words text-dim">{found[name].note}</dd>}
        </div>
      ))}
    </dl>
  );
}
