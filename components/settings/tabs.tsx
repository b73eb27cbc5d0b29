'use client';
import { usePathname } from 'next/navigation';
import { LinkTabs } from '../ui/link-tabs.tsx';
import { settingsPages } from './pages.ts';

/** The tabs of the settings. */
export function SettingsTabs({ admin, setup }: { admin: boolean; setup: boolean }) {
  const tabs = settingsPages({ isAdmin: admin, hasSetup: setup }).map((page) => ({ key: page.href, ...page }));
  return <LinkTabs label="Settings" current={usePathname()} tabs={tabs} />;
}
