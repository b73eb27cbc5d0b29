'use client';
import {
  Building2,
  CalendarCheck,
  ClipboardList,
  Container,
  FileText,
  Inbox,
  type LucideIcon,
  Package,
  ReceiptText,
  Tag,
} from 'lucide-react';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { cx } from '../ui/cx.ts';
import { Kbd } from '../ui/kbd.tsx';
import { Wordmark } from './wordmark.tsx';

type Place = { href: string; label: string; icon: LucideIcon; keys: readonly string[] };

/** The papers and parts of shipments. */
const RECORDS: readonly Place[] = [
  { href: '/bookings', label: 'Bookings', icon: CalendarCheck, keys: [] },
  { href: '/purchase-orders', label: 'Purchase orders', icon: ClipboardList, keys: [] },
  { href: '/products', label: 'Products', icon: Tag, keys: [] },
  { href: '/invoices', label: 'Invoices', icon: ReceiptText, keys: [] },
  { href: '/documents', label: 'Documents', icon: FileText, keys: [] },
  { href: '/containers', label: 'Containers', icon: Container, keys: [] },
  { href: '/parties', label: 'Parties', icon: Building2, keys: [] },
];

const PLACES: readonly Place[] = [
  { href: '/shipments', label: 'Shipments', icon: Package, keys: ['g', 's'] },
  ...RECORDS,
  { href: '/deliveries', label: 'Delivery log', icon: Inbox, keys: ['g', 'd'] },
];

/** The rail at the left; only icons where it is narrow. */
export function SideNav() {
  const path = usePathname();
  return (
    <nav aria-label="Main" className="flex w-14 shrink-0 flex-col border-r border-line bg-canvas max-md:hidden xl:w-50">
      <Link href="/shipments" aria-label="Fairlead, home" className="flex h-12 items-center px-4">
        <Wordmark textClass="max-xl:hidden" />
      </Link>
      <div className="flex flex-col gap-0.5 px-2 py-2">
        {PLACES.map(({ href, label, icon: Icon, keys }) => (
          <Link
            key={href}
            href={href}
            title={label}
            aria-current={path.startsWith(href) ? 'page' : undefined}
            className={cx(
              'group flex h-8 items-center gap-2.5 rounded-md px-2.5 max-xl:justify-center',
              path.startsWith(href) ? 'bg-fill font-medium text-ink' : 'text-dim hover:bg-fill hover:text-ink',
            )}
          >
            <Icon aria-hidden className="size-4 shrink-0" strokeWidth={1.75} />
            <span className="flex-1 max-xl:sr-only">{label}</span>
            <span aria-hidden className="hidden gap-0.5 xl:group-hover:flex xl:group-focus-visible:flex">
              {keys.map((key) => (
                <Kbd key={key}>{key}</Kbd>
              ))}
            </span>
          </Link>
        ))}
      </div>
    </nav>
  );
}

/** The same places at the foot of a narrow screen. */
export function FootNav() {
  const path = usePathname();
  return (
    <nav
      aria-label="Main, at the foot"
      className="flex shrink-0 overflow-x-auto border-t border-line bg-canvas [scrollbar-width:none] pb-[env(safe-area-inset-bottom)] md:hidden"
    >
      {PLACES.map(({ href, label, icon: Icon }) => (
        <Link
          key={href}
          href={href}
          aria-current={path.startsWith(href) ? 'page' : undefined}
          className={cx(
            'flex h-13 min-w-21 flex-1 flex-col whitespace-nowrap items-center justify-center gap-0.5 text-2xs -outline-offset-2',
            path.startsWith(href) ? 'font-medium text-accent' : 'text-dim',
          )}
        >
          <Icon aria-hidden className="size-4.5" strokeWidth={1.75} />
          {label}
        </Link>
      ))}
    </nav>
  );
}
