'use client';
import { Eye, EyeOff, LogOut, type LucideIcon } from 'lucide-react';
import { useWords } from '#words';
import { forgetNoteDrafts } from '../exceptions/note-draft.ts';
import { sent } from '../live/use-sent.ts';
import { forgetLookups } from '../lookup/recent.ts';
import { Menu } from '../ui/menu.tsx';

type Props = {
  name: string | null;
  email: string;
  role: string;
  signOut: () => Promise<void>;
  /** Null for users who are no admins. */
  viewAs: ((role: 'viewer' | 'operator') => Promise<void>) | null;
  /** Ends a view as another role; null without one. */
  endView: (() => Promise<void>) | null;
};

export function UserMenu({ name, email, role, signOut, viewAs, endView }: Props) {
  const { t } = useWords();
  const initials = (name ?? email).slice(0, 2).toUpperCase();
  return (
    <Menu
      // With the initials, so that who speaks to the computer can say what is seen.
      label={t('Account of {name} ({initials})', { name: name ?? email, initials })}
      trigger={initials}
      triggerClass="flex size-7 shrink-0 items-center justify-center rounded-full bg-fill-strong text-2xs font-semibold text-ink hover:brightness-95"
      note={
        <>
          <span className="block max-w-56 truncate font-medium text-ink">{name ?? email}</span>
          {name && <span className="block max-w-56 truncate">{email}</span>}
          <span className="capitalize">{t(role)}</span>
        </>
      }
      actions={[
        ...(viewAs
          ? [
              action(t('View as operator'), Eye, () => viewAs('operator')),
              action(t('View as viewer'), Eye, () => viewAs('viewer')),
            ]
          : []),
        ...(endView ? [action(t('Stop viewing as {role}', { role: t(role) }), EyeOff, endView)] : []),
        action(t('Sign out'), LogOut, () => {
          forgetLookups();
          forgetNoteDrafts();
          return signOut();
        }),
      ]}
    />
  );
}

function action(label: string, Icon: LucideIcon, run: () => Promise<void>) {
  const icon = <Icon aria-hidden className="size-4 text-dim" strokeWidth={1.75} />;
  return { label, icon, onClick: () => void sent(run()) };
}
