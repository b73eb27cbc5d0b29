'use client';
import { useRouter } from 'next/navigation';
import { MAX_REFERENCES, splitReferences } from '#lib/model/reference.ts';
import { useWords } from '#words';
import { Button } from '../ui/button.tsx';
import { referencesHref } from './reference-search-result.tsx';

type Props = {
  base: string;
  /** The references that are searched already. */
  given: string | undefined;
  onDone: () => void;
};

/** Searches the shipments of many pasted references at once. */
export function PasteBox({ base, given, onDone }: Props) {
  const { t } = useWords();
  const router = useRouter();
  const find = (data: FormData) => {
    const references = splitReferences(String(data.get('references') ?? ''));
    if (references.length > 0) router.push(base + referencesHref(references));
    onDone();
  };
  return (
    <form action={find} className="flex items-end gap-3 border-b border-line bg-canvas px-4 py-3 lg:px-6">
      <label className="flex max-w-150 flex-1 flex-col gap-1.5 text-xs text-dim">
        {t('References of any kind, one per line or with commas between them, {n} at most', { n: MAX_REFERENCES })}
        <textarea
          name="references"
          rows={4}
          defaultValue={given?.split(',').join('\n')}
          // biome-ignore lint/a11y/noAutofocus: whoever opened the box pastes next
          autoFocus
          onKeyDown={({ key }) => key === 'Escape' && onDone()}
          className="mono resize-y rounded-md border border-line-strong bg-surface p-2 text-ink focus:border-accent focus:outline-2 focus:outline-offset-0 focus:outline-accent/30"
        />
      </label>
      <Button type="submit" look="primary">
        {t('Find')}
      </Button>
      <Button look="ghost" onClick={onDone}>
        {t('Cancel')}
      </Button>
    </form>
  );
}
