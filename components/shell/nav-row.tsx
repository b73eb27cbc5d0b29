import type { LucideIcon } from 'lucide-react';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { cx } from '../ui/cx.ts';

/** `here`: whether its page is open. */
type Props = { href: string; title: string; here: boolean; icon: LucideIcon; children: ReactNode };

/** A page of the navigation. */
export function NavRow(props: Props) {
  return <Row {...props} className="group relative h-8 max-xl:justify-center" iconClass="size-4" />;
}

/** A saved view of the navigation, smaller than a page. */
export function SmallNavRow(props: Props) {
  return <Row {...props} className="h-7 text-xs" iconClass="size-3.5" />;
}

type RowProps = Props & { className: string; iconClass: string };

function Row({ href, title, here, icon: Icon, children, className, iconClass }: RowProps) {
  return (
    <Link
      href={href}
      prefetch={false}
      title={title}
      aria-current={here ? 'page' : undefined}
      className={cx(
        'flex items-center gap-2.5 rounded-md px-2.5',
        here ? 'bg-fill font-medium text-ink' : 'text-dim hover:bg-fill hover:text-ink',
        className,
      )}
    >
      <Icon aria-hidden className={cx('shrink-0', iconClass)} strokeWidth={1.75} />
      {children}
    </Link>
  );
}
