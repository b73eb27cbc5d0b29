'use client';
import { LogOut } from 'lucide-react';
import { sent } from '../live/use-sent.ts';
import { forgetLookups } from '../lookup/recent.ts';
import { Menu } from '../ui/menu.tsx';

type Props = { name: string | null; email: string; role: string; signOut: () => Promise<void> };

export function UserMenu({ name, email, role, signOut }: Props) {
  const initials = (name ?? email).slice(0, 2).toUpperCase();
  return (
    <Menu
      label={`Account of ${name ?? email}`}
      trigger={initials}
      triggerClass="flex size-7 shrink-0 items-center justify-center rounded-full bg-fill-strong text-2xs font-semibold text-ink hover:brightness-95"
      note={
        <>
          <span className="block max-w-56 truncate font-medium text-ink">{name ?? email}</span>
          {name && <span className="block max-w-56 truncate">{email}</span>}
          <span className="capitalize">{role}</span>
        </>
      }
      actions={[
        {
          label: 'Sign out',
          icon: <LogOut aria-hidden className="size-4 text-dim" strokeWidth={1.75} />,
          onClick: () => {
            forgetLookups();
            void sent(signOut());
          },
        },
      ]}
    />
  );
}
