import { Bell, CalendarPlus, FileX, GitCompareArrows, Hash, type LucideIcon, RotateCcw, Settings } from 'lucide-react';
import { LOOKUP_PATH } from '../lookup/path.ts';
import { settingsPages } from '../settings/pages.ts';

/** What the user may do, which decides about commands. */
export type Rights = { submitsBookings: boolean; isAdmin: boolean };

export type FurtherPage = { href: string; label: string; icon: LucideIcon };

/** Pages that are no places of the navigation, but below one. */
export function furtherPages({ submitsBookings, isAdmin }: Rights): FurtherPage[] {
  const settings = settingsPages({ isAdmin, hasSetup: false });
  return [
    ...(submitsBookings ? [{ href: '/requests/new/booking', label: 'New booking', icon: CalendarPlus }] : []),
    { href: LOOKUP_PATH, label: 'Find by container or other number', icon: Hash },
    { href: '/documents/missing', label: 'Missing documents', icon: FileX },
    { href: '/deliveries/replays', label: 'Replays of webhooks', icon: RotateCcw },
    { href: '/reconciliation/drift', label: 'Corrected values', icon: GitCompareArrows },
    { href: '/notices', label: 'Notices', icon: Bell },
    ...settings.map(({ href, label }) => ({ href, label: `Settings: ${label.toLowerCase()}`, icon: Settings })),
  ];
}
