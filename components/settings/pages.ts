type Page = { href: string; label: string };

const OWN: readonly Page[] = [
  { label: 'Your account', href: '/settings' },
  { label: 'Lateness', href: '/settings/lateness' },
  { label: 'Exceptions', href: '/settings/exceptions' },
  { label: 'Demurrage', href: '/settings/demurrage' },
  { label: 'Display', href: '/settings/display' },
  { label: 'Notifications', href: '/settings/notifications' },
];
const ADMIN: readonly Page[] = [
  { label: 'Users', href: '/settings/people' },
  { label: 'API tokens', href: '/settings/tokens' },
  { label: 'Webhook secrets', href: '/settings/secrets' },
  { label: 'Shared links', href: '/settings/links' },
  { label: 'Audit log', href: '/settings/audit' },
];
const SETUP: Page = { label: 'Set-up', href: '/setup' };

/** The pages of the settings; most are for admins. `hasSetup`: whether there is a set-up, which the demo has not. */
export function settingsPages({ isAdmin, hasSetup }: { isAdmin: boolean; hasSetup: boolean }): Page[] {
  return isAdmin ? [...OWN, ...ADMIN, ...(hasSetup ? [SETUP] : [])] : [...OWN];
}
