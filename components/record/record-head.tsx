import { ChevronLeft, type LucideIcon } from 'lucide-react';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { useWords } from '#words';
import { CopyButton } from '../ui/copy-button.tsx';
import { cx } from '../ui/cx.ts';

type Props = {
  back: { href: string; label: string };
  icon: LucideIcon;
  /** The type of record in the language of the reader, as text for the icon. */
  kind: string;
  name: string;
  mono?: boolean;
  chips?: ReactNode;
  /** The record in one line. */
  facts: readonly (ReactNode | false | null | undefined)[];
};

/** The head of a record: its name, its status, and other facts in a line. */
export function RecordHead({ back, icon: Icon, kind, name, mono = true, chips, facts }: Props) {
  const { inside } = useWords();
  const shown = facts.filter(Boolean);
  return (
    <header className="px-4 pt-3 pb-4 lg:px-6">
      <Link
        href={back.href}
        data-screen-only
        className="-ml-1 inline-flex h-6 items-center gap-0.5 rounded pr-1.5 text-xs text-dim hover:text-ink"
      >
        <ChevronLeft aria-hidden className="size-3.5" />
        {back.label}
      </Link>
      <div className="mt-1 flex flex-wrap items-center gap-x-2.5 gap-y-1">
        <Icon aria-hidden className="size-5 shrink-0 text-dim" strokeWidth={1.75} />
        <h1 className={cx('text-xl font-semibold break-all', mono && 'mono')}>
          <span className="sr-only">{kind} </span>
          {name}
        </h1>
        <CopyButton value={name} label={inside(kind)} />
        {chips}
      </div>
      <p className="mt-1 flex flex-wrap text-dim">
        {shown.map((fact, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the facts of a head keep their places
          <span key={at} className="inline-flex max-w-full min-w-0 items-center">
            {fact}
            {at < shown.length - 1 && <span className="mx-1.5 text-faint">·</span>}
          </span>
        ))}
      </p>
    </header>
  );
}
