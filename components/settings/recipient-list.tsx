import { MailQuestion } from 'lucide-react';
import type { Confirmation, RecipientRow } from '#db/queries/rule-recipients.ts';
import { CHANNEL_LABELS } from '#lib/model/notice.ts';
import { RelativeTime } from '../time/relative-time.tsx';
import { Chip } from '../ui/chip.tsx';
import { ActionButton, type FormAction } from './action-form.tsx';
import { ConfirmButton } from './confirm-button.tsx';

/** What admins can do with a recipient. */
export type RecipientActions = { test: FormAction; resendLink: FormAction; removeOne: FormAction };

type Props = {
  /** The name of the rule. */
  rule: string;
  recipients: readonly RecipientRow[];
  /** Null for users who are no admins. */
  actions: RecipientActions | null;
  /** Whether links to confirm addresses can be sent. */
  sendsLinks: boolean;
};

/** To whom a rule sends, with the state of each. */
export function RecipientList({ rule, recipients, actions, sendsLinks }: Props) {
  return (
    <ul aria-label={`Recipients of ${rule}`} className="flex flex-col gap-0.5">
      {recipients.map((recipient) => (
        <li key={recipient.id}>
          <span className="flex items-center gap-2">
            <span>
              {CHANNEL_LABELS[recipient.channel]} {recipient.target}
            </span>
            {actions && (
              <Actions
                recipient={recipient}
                actions={actions}
                rule={rule}
                of={recipients.length > 1 ? `${rule}, ${recipient.target}` : rule}
                isOnly={recipients.length === 1}
              />
            )}
          </span>
          {recipient.confirmation && (
            <span className="flex items-center gap-2">
              <Chip tone="risk" icon={MailQuestion}>
                Waits for confirmation
              </Chip>
              <LinkState confirmation={recipient.confirmation} sendsLinks={sendsLinks} />
            </span>
          )}
          {recipient.bounces && <Bounces bounces={recipient.bounces} />}
          <Lost results={recipient.results} isOnly={recipients.length === 1} />
        </li>
      ))}
    </ul>
  );
}

type ActionsProps = { recipient: RecipientRow; actions: RecipientActions; rule: string; of: string; isOnly: boolean };

function Actions({ recipient, actions, rule, of, isOnly }: ActionsProps) {
  const { id, channel, confirmation, target } = recipient;
  const same = { of, fields: { id } };
  return (
    <>
      {confirmation && <ActionButton action={actions.resendLink} label="Resend the link" confirms {...same} />}
      {channel !== 'app' && !confirmation && (
        <ActionButton action={actions.test} label="Send a test" confirms {...same} />
      )}
      {!isOnly && (
        <ConfirmButton
          action={actions.removeOne}
          label="Remove recipient"
          of={target}
          fields={{ id }}
          title={`Remove the recipient ${target}?`}
          consequence={`The rule ${rule} sends nothing more to it. Notices that wait for it are cancelled.`}
        />
      )}
    </>
  );
}

/** Messages that came back, although the address exists. */
function Bounces({ bounces: { count, lastAt, last } }: { bounces: NonNullable<RecipientRow['bounces']> }) {
  return (
    <span className="block max-w-80 break-words whitespace-normal text-risk">
      {count} came back, <RelativeTime at={lastAt} prefix="last " suffix=" ago" />: {last}
    </span>
  );
}

/** What did not reach one of several recipients. */
function Lost({ results: { failed, bounced, pending }, isOnly }: Pick<RecipientRow, 'results'> & { isOnly: boolean }) {
  const lost = [failed > 0 && `${failed} failed`, bounced > 0 && `${bounced} bounced`].filter(Boolean).join(', ');
  if (isOnly || (lost === '' && pending === 0)) return null;
  return (
    <span className="block">
      {lost && <span className="text-late">{lost}</span>}
      {lost && pending > 0 && ', '}
      {pending > 0 && `${pending} pending`}
    </span>
  );
}

/** What became of the link to confirm the address. */
function LinkState({ confirmation, sendsLinks }: { confirmation: Confirmation; sendsLinks: boolean }) {
  const { linkSentAt, linkError } = confirmation;
  if (!sendsLinks) return 'needs APP_URL and SMTP_URL';
  if (linkError !== null)
    return <span className="block max-w-60 break-words whitespace-normal text-late">Link not sent: {linkError}</span>;
  if (linkSentAt === null) return 'link is being sent';
  return (
    <>
      link sent <RelativeTime at={linkSentAt} suffix=" ago" />
    </>
  );
}
