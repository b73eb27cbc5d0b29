import Link from 'next/link';
import type { ReactNode } from 'react';

type Props = { title: string; count?: number; note?: ReactNode; children: ReactNode };

/** A section of a record's page with its heading. */
export function Section({ title, count, note, children }: Props) {
  return (
    <section aria-label={title} className="border-b border-line last:border-b-0">
      <h2 className="flex items-baseline gap-2 border-b border-line bg-canvas px-4 pt-2 pb-1.5 text-xs font-semibold text-dim lg:px-6">
        {title}
        {count !== undefined && <span className="font-normal text-faint">{count}</span>}
        {note && <span className="ml-auto font-normal text-faint">{note}</span>}
      </h2>
      {children}
    </section>
  );
}

/** The link of a section to the list that has all of its rows. */
export function AllLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <Link href={href} prefetch={false} className="text-dim underline-offset-4 hover:text-ink hover:underline">
      {children}
    </Link>
  );
}

/** The text of an empty section. */
export function Nothing({ children }: { children: ReactNode }) {
  return <p className="px-4 py-3 text-faint lg:px-6">{children}</p>;
}
