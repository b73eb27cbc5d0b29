import Link from 'next/link';
import { useWords } from '#words';
import { rich } from '../words/rich.tsx';

type Props = {
  hits: readonly { href: string; kind: string; name: string; note: string }[];
  text: string;
  /** Whether there may be more. */
  isCut: boolean;
};

/** The things that a number names, to choose from. */
export function Hits({ hits, text, isCut }: Props) {
  const words = useWords();
  return (
    <section aria-label={words.t('Found by {text}', { text })} className="pt-2">
      <h2 className="px-4 py-2 text-xs font-semibold text-dim">
        {rich(words, isCut ? 'The first {n} found by {text}' : '{n} found by {text}', {
          n: hits.length,
          text: <span className="mono">{text}</span>,
        })}
      </h2>
      <ul className="border-t border-line">
        {hits.map(({ href, kind, name, note }) => (
          <li key={href}>
            <Link
              href={href}
              prefetch={false}
              className="block border-b border-line px-4 py-3 -outline-offset-2 hover:bg-hover"
            >
              <span className="mono block truncate text-base font-medium">{name}</span>
              <span className="block truncate text-xs text-dim">{[kind, note].filter(Boolean).join(' · ')}</span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
