import { Bell, CalendarPlus, FileX, GitCompareArrows, Hash, type LucideIcon, RotateCcw, Settings } from 'lucide-react';
import type { Words } from '#lib/model/language.ts';
import { LOOKUP_PATH } from '../lookup/path.ts';
import { settingsPages } from '../settings/pages.ts';

/** What the user may do, which decides about commands. */
export type Rights = { submitsBookings: boolean; isAdmin: boolean };

export type FurtherPage = { href: string; label: string; icon: LucideIcon };

/** Pages that are no places of the navigation, but below one. */
export function furtherPages({ submitsBookings, isAdmin }: Rights, { t, inside }: Words): FurtherPage[] {
  const settings = settingsPages({ isAdmin, hasSetup: false });
  const named = [
    ...(submitsBookings ? [{ href: '/requests/new/booking', label: 'New booking', icon: CalendarPlus }] : []),
    { href: LOOKUP_PATH, label: 'Find by container or other number', icon: Hash },
    { href: '/documents/missing', label: 'Missing documents', icon: FileX },
    { href: '/deliveries/replays', label: 'Replays of webhooks', icon: RotateCcw },
    { href: '/reconciliation/drift', label: 'Corrected values', icon: GitCompareArrows },
    { href: '/notices', label: 'Notices', icon: Bell },
  ];
  return [
    ...named.map((page) => ({ ...page, label: t(page.label) })),
    ...settings.map(({ href, label }) => ({
      href,
      label: t('Settings: {page}', { page: inside(t(label)) }),
      icon: Settings,
    })),
  ];
}
