'use client';
import Link from 'next/link';
import { type ReactNode, useState } from 'react';
import { cx } from '../ui/cx.ts';

type Props = { href: string; name: string; below?: ReactNode; mono?: boolean; struck?: boolean; after?: ReactNode };

/** The cell with the name and link of a row, and a line below for another reference. */
export function RowName({ href, name, below, mono = true, struck = false, after }: Props) {
  const [near, setNear] = useState(false);
  return (
    <>
      <span className="flex min-w-0 items-center gap-1.5">
        <Link
          href={href}
          data-row-link
          prefetch={near ? null : false}
          onMouseEnter={() => setNear(true)}
          onFocus={() => setNear(true)}
          title={name}
          className={cx(
            'block truncate rounded-sm font-medium text-ink group-hover:underline group-hover:decoration-line-strong group-hover:underline-offset-4',
            mono && 'mono',
            struck && 'text-faint line-through',
          )}
        >
          {name}
        </Link>
        {after}
      </span>
      {below && <span className="block truncate text-xs text-faint compact:hidden">{below}</span>}
    </>
  );
}
