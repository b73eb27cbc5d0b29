import type { ReactNode } from 'react';
import { SettingsTabs } from '#components/settings/tabs.tsx';
import { requireUser } from '#lib/auth/require-user.ts';

export default async function SettingsLayout({ children }: { children: ReactNode }) {
  const { role } = await requireUser();
  return (
    <div className="flex-1 overflow-y-auto">
      <div className="border-b border-line px-4 pt-4 lg:px-6">
        <h1 className="mb-2 text-lg font-semibold tracking-tight">Settings</h1>
        <SettingsTabs admin={role === 'admin'} />
      </div>
      {children}
    </div>
  );
}
