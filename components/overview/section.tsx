import { ChevronRight } from 'lucide-react';
import Link from 'next/link';
import { type ReactNode, useId } from 'react';
import { cx } from '../ui/cx.ts';

type Props = {
  title: string;
  count?: string | number;
  note?: string;
  href?: string;
  all?: string;
  className?: string;
  children: ReactNode;
};

/** A section of the overview: title, count and a link to all. */
export function Section({ title, count, note, href, all, className, children }: Props) {
  const id = useId();
  return (
    <section aria-labelledby={id} className={cx('min-w-0 border-b border-line py-4', className)}>
      <div className="mb-2 flex items-baseline gap-2 px-4 lg:px-6">
        <h2 id={id} className="text-base font-semibold">
          {title}
        </h2>
        {count !== undefined && <span className="text-xs text-faint tabular-nums">{count}</span>}
        {note && <span className="truncate text-xs text-faint">{note}</span>}
        {href && (
          <Link
            href={href}
            prefetch={false}
            className="ml-auto inline-flex items-center gap-0.5 text-xs whitespace-nowrap text-dim underline-offset-4 hover:text-ink hover:underline"
          >
            {all}
            <ChevronRight aria-hidden className="size-3" />
          </Link>
        )}
      </div>
      {children}
    </section>
  );
}

/** The text of an empty section. */
export function QuietText({ children }: { children: ReactNode }) {
  return <p className="px-4 py-2 text-dim lg:px-6">{children}</p>;
}
