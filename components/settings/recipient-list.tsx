import { MailQuestion } from 'lucide-react';
import type { Confirmation, RecipientRow } from '#db/queries/rule-recipients.ts';
import { CHANNEL_LABELS } from '#lib/model/notice.ts';
import { useWords } from '#words';
import { RelativeTime } from '../time/relative-time.tsx';
import { Chip } from '../ui/chip.tsx';
import { rich } from '../words/rich.tsx';
import { ActionButton, type FormAction } from './action-form.tsx';
import { ConfirmButton } from './confirm-button.tsx';
import { targetText } from './target-text.ts';

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
  const words = useWords();
  const { t } = words;
  return (
    <ul aria-label={t('Recipients of {rule}', { rule })} className="flex flex-col gap-0.5">
      {recipients.map((recipient) => (
        <li key={recipient.id}>
          <span className="flex items-center gap-2">
            <span>
              {t(CHANNEL_LABELS[recipient.channel])} {targetText(recipient, words)}
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
                {t('Waits for confirmation')}
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
  const { t } = useWords();
  const { id, channel, confirmation, target } = recipient;
  const same = { of, fields: { id } };
  return (
    <>
      {confirmation && <ActionButton action={actions.resendLink} label={t('Resend the link')} confirms {...same} />}
      {channel !== 'app' && !confirmation && (
        <ActionButton action={actions.test} label={t('Send a test')} confirms {...same} />
      )}
      {!isOnly && (
        <ConfirmButton
          action={actions.removeOne}
          label={t('Remove recipient')}
          of={target}
          fields={{ id }}
          title={t('Remove the recipient {name}?', { name: target })}
          consequence={t('The rule {rule} sends nothing more to it. Notices that wait for it are cancelled.', { rule })}
        />
      )}
    </>
  );
}

/** Messages that came back, although the address exists. */
function Bounces({ bounces: { count, lastAt, last } }: { bounces: NonNullable<RecipientRow['bounces']> }) {
  return (
    <span className="block max-w-80 break-words whitespace-normal text-risk">
      {rich(useWords(), '{count} came back, {time}: {reason}', {
        count,
        time: <RelativeTime at={lastAt} prefix="last " suffix=" ago" />,
        reason: last,
      })}
    </span>
  );
}

/** What did not reach one of several recipients. */
function Lost({ results: { failed, bounced, pending }, isOnly }: Pick<RecipientRow, 'results'> & { isOnly: boolean }) {
  const { t, list } = useWords();
  const lost = list([
    failed > 0 && t('{n} failed', { n: String(failed) }),
    bounced > 0 && t('{n} bounced', { n: String(bounced) }),
  ]);
  if (isOnly || (lost === '' && pending === 0)) return null;
  return (
    <span className="block">
      {lost && <span className="text-late">{lost}</span>}
      {lost && pending > 0 && ', '}
      {pending > 0 && t('{n} pending', { n: String(pending) })}
    </span>
  );
}

/** What became of the link to confirm the address. */
function LinkState({ confirmation, sendsLinks }: { confirmation: Confirmation; sendsLinks: boolean }) {
  const words = useWords();
  const { t } = words;
  const { linkSentAt, linkError } = confirmation;
  if (!sendsLinks) return t('needs APP_URL and SMTP_URL');
  if (linkError !== null)
    return (
      <span className="block max-w-60 break-words whitespace-normal text-late">
        {t('Link not sent: {error}', { error: t(linkError) })}
      </span>
    );
  if (linkSentAt === null) return t('link is being sent');
  return rich(words, 'link sent {time}', { time: <RelativeTime at={linkSentAt} suffix=" ago" /> });
}
