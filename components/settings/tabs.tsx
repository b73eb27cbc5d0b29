'use client';
import { usePathname } from 'next/navigation';
import { useWords } from '#words';
import { LinkTabs } from '../ui/link-tabs.tsx';
import { settingsPages } from './pages.ts';

/** The tabs of the settings. */
export function SettingsTabs({ admin, setup }: { admin: boolean; setup: boolean }) {
  const { t } = useWords();
  const tabs = settingsPages({ isAdmin: admin, hasSetup: setup }).map(({ href, label }) => ({
    key: href,
    href,
    label: t(label),
  }));
  return <LinkTabs label={t('Settings')} current={usePathname()} tabs={tabs} />;
}
