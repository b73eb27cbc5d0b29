'use client';
import { usePathname } from 'next/navigation';
import { LinkTabs } from '../ui/link-tabs.tsx';

const OWN = [
  { key: '/settings', label: 'Your account', href: '/settings' },
  { key: '/settings/lateness', label: 'Lateness', href: '/settings/lateness' },
  { key: '/settings/exceptions', label: 'Exceptions', href: '/settings/exceptions' },
  { key: '/settings/demurrage', label: 'Demurrage', href: '/settings/demurrage' },
  { key: '/settings/display', label: 'Display', href: '/settings/display' },
  { key: '/settings/notifications', label: 'Notifications', href: '/settings/notifications' },
];
const ADMIN = [
  { key: '/settings/people', label: 'Users', href: '/settings/people' },
  { key: '/settings/tokens', label: 'API tokens', href: '/settings/tokens' },
  { key: '/settings/secrets', label: 'Webhook secrets', href: '/settings/secrets' },
  { key: '/settings/links', label: 'Shared links', href: '/settings/links' },
  { key: '/settings/audit', label: 'Audit log', href: '/settings/audit' },
];

const SETUP = { key: '/setup', label: 'Set-up', href: '/setup' };

/** The tabs of the settings; most are for admins. `setup`: whether there is a set-up, which the demo has not. */
export function SettingsTabs({ admin, setup }: { admin: boolean; setup: boolean }) {
  const tabs = admin ? [...OWN, ...ADMIN, ...(setup ? [SETUP] : [])] : OWN;
  return <LinkTabs label="Settings" current={usePathname()} tabs={tabs} />;
}
