import type { ReactNode } from 'react';
import { readWords } from '#app/words.ts';
import { SettingsTabs } from '#components/settings/tabs.tsx';
import { requireUser } from '#lib/auth/require-user.ts';
import { readSetup } from '../setup/read-setup.ts';

export default async function SettingsLayout({ children }: { children: ReactNode }) {
  const [{ role }, setup, { t }] = await Promise.all([requireUser(), readSetup(), readWords()]);
  return (
    <div className="flex-1 overflow-y-auto">
      <div className="border-b border-line px-4 pt-4 lg:px-6">
        <h1 className="mb-2 text-lg font-semibold tracking-tight">{t('Settings')}</h1>
        <SettingsTabs admin={role === 'admin'} setup={setup !== null} />
      </div>
      {children}
    </div>
  );
}
