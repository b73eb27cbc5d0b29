import {
  Boxes,
  Building2,
  CalendarCheck,
  CalendarDays,
  ClipboardList,
  Columns3,
  Container,
  FileText,
  GitCompareArrows,
  Inbox,
  LayoutDashboard,
  type LucideIcon,
  Package,
  Plug,
  ReceiptText,
  Send,
  Settings,
  TriangleAlert,
} from 'lucide-react';

export type NavPlace = {
  href: string;
  label: string;
  icon: LucideIcon;
  /** The key for this page after `g`. */
  key?: string;
  group: 'work' | 'records' | 'system';
  /** Shown at the bottom of narrow screens, with a shorter label if needed. */
  foot?: string;
};

/** All pages of navigation, keyboard and command menu. */
export const PLACES: readonly NavPlace[] = [
  { href: '/', label: 'Overview', icon: LayoutDashboard, key: 'o', group: 'work', foot: 'Overview' },
  { href: '/shipments', label: 'Shipments', icon: Package, key: 's', group: 'work', foot: 'Shipments' },
  { href: '/exceptions', label: 'Exceptions', icon: TriangleAlert, key: 'x', group: 'work', foot: 'Exceptions' },
  { href: '/shipments/board', label: 'Board', icon: Columns3, key: 'k', group: 'work' },
  { href: '/calendar', label: 'Calendar', icon: CalendarDays, key: 'w', group: 'work' },
  { href: '/bookings', label: 'Bookings', icon: CalendarCheck, key: 'b', group: 'records' },
  { href: '/purchase-orders', label: 'Purchase orders', icon: ClipboardList, key: 'p', group: 'records' },
  { href: '/products', label: 'Products', icon: Boxes, group: 'records' },
  { href: '/invoices', label: 'Invoices', icon: ReceiptText, key: 'i', group: 'records' },
  { href: '/documents', label: 'Documents', icon: FileText, key: 'd', group: 'records' },
  { href: '/containers', label: 'Containers', icon: Container, key: 'c', group: 'records' },
  { href: '/parties', label: 'Parties', icon: Building2, group: 'records' },
  { href: '/requests', label: 'Requests', icon: Send, group: 'system' },
  { href: '/reconciliation', label: 'Reconciliation', icon: GitCompareArrows, key: 'r', group: 'system' },
  { href: '/integrations', label: 'Integrations', icon: Plug, key: 'n', group: 'system' },
  { href: '/deliveries', label: 'Webhook log', icon: Inbox, key: 'l', group: 'system', foot: 'Log' },
  { href: '/settings', label: 'Settings', icon: Settings, group: 'system' },
];

export const GROUPS = ['work', 'records', 'system'] as const;

/** The place that a path belongs to: the page itself, else the nearest one above it. */
export function placeAt(path: string, places: readonly NavPlace[] = PLACES): NavPlace | undefined {
  const above = places.filter(({ href }) => path === href || (href !== '/' && path.startsWith(`${href}/`)));
  return above.sort((a, b) => b.href.length - a.href.length)[0];
}
