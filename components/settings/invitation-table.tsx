import { Hourglass, MailCheck, MailX } from 'lucide-react';
import { useWords } from '#words';
import { RelativeTime } from '../time/relative-time.tsx';
import { Chip } from '../ui/chip.tsx';
import { ActionButton, type FormAction } from './action-form.tsx';
import { ConfirmButton } from './confirm-button.tsx';
import { SettingsRow, SettingsTable } from './table.tsx';

type Invitation = {
  id: string;
  email: string;
  name: string | null;
  role: string | null;
  createdBy: string;
  createdAt: string;
  expiresAt: string;
  mail: 'waits' | { error: string } | null;
};

type Props = {
  invitations: readonly Invitation[];
  resend: FormAction;
  revoke: FormAction;
  /** Now, ISO 8601. */
  at: string;
};

/** Invitations that nobody accepted yet. */
export function InvitationTable({ invitations, resend, revoke, at }: Props) {
  const { t } = useWords();
  return (
    <SettingsTable label={t('Invitations')} heads={['Invited', 'Name', 'Role', 'State', 'Valid until', 'By', '']}>
      {invitations.map((one) => (
        // Resending replaces it by another one for the same address.
        <SettingsRow
          key={one.email}
          name={one.email}
          cells={[
            one.name ?? '–',
            <span key="role" className="capitalize">
              {one.role && t(one.role)}
            </span>,
            <State key="state" invitation={one} isExpired={one.expiresAt <= at} />,
            `${one.expiresAt.slice(0, 16).replace('T', ' ')} UTC`,
            <span key="by">
              {one.createdBy}, <RelativeTime at={one.createdAt} suffix=" ago" />
            </span>,
            <span key="actions" className="flex">
              <ActionButton action={resend} label={t('Resend')} of={one.email} fields={{ id: one.id }} confirms />
              <ConfirmButton
                action={revoke}
                label={t('Revoke')}
                of={one.email}
                fields={{ id: one.id }}
                title={t('Revoke the invitation of {email}?', { email: one.email })}
                consequence={t('Its link cannot be used any more. The address can be invited again.')}
              />
            </span>,
          ]}
        />
      ))}
    </SettingsTable>
  );
}

function State({ invitation: { mail }, isExpired }: { invitation: Invitation; isExpired: boolean }) {
  const { t } = useWords();
  if (isExpired)
    return (
      <Chip tone="late" icon={Hourglass}>
        {t('Expired')}
      </Chip>
    );
  if (mail === 'waits') return t('E-mail is being sent');
  if (mail !== null)
    return (
      <span className="block max-w-60 whitespace-normal break-words">
        <Chip tone="late" icon={MailX}>
          {t('E-mail not sent')}
        </Chip>{' '}
        {t(mail.error)}
      </span>
    );
  return (
    <Chip tone="none" icon={MailCheck}>
      {t('Waits for the user')}
    </Chip>
  );
}
