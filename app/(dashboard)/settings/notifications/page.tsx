import { BellRing, CircleAlert } from 'lucide-react';
import type { Metadata } from 'next';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { readWords } from '#app/words.ts';
import { ActionButton } from '#components/settings/action-form.tsx';
import { NoticeTable } from '#components/settings/notice-table.tsx';
import { RuleForm } from '#components/settings/rule-form.tsx';
import { RuleTable } from '#components/settings/rule-table.tsx';
import { SuppressionTable } from '#components/settings/suppression-table.tsx';
import { RelativeTime } from '#components/time/relative-time.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { rich } from '#components/words/rich.tsx';
import { database } from '#db/client.ts';
import { listNotices, listStoppedChannels } from '#db/queries/notices.ts';
import { listRules } from '#db/queries/notification-rules.ts';
import { listSuppressions } from '#db/queries/suppressions.ts';
import { userWithRole } from '#lib/auth/require-user.ts';
import { hasMailbox } from '#lib/demo/read-mailbox.ts';
import { env } from '#lib/env.ts';
import { NOTICE_SENDERS, type NoticeSender, SENDER_LABELS } from '#lib/model/notice.ts';
import { configuredChannels, noticeSettings } from '#lib/notices/notice-settings.ts';
import { useWords } from '#words';
import { providerTitles } from '../../provider-titles.ts';
import { addNotificationRule, allow, backtestRule, disable, enable, remove, resume, sendDigests } from './actions.ts';
import { addOne, removeOne, resendLink, test } from './recipient-actions.ts';

export async function generateMetadata(): Promise<Metadata> {
  const { t } = await readWords();
  return { title: t('Notifications') };
}

const ACTIONS = {
  ...{ backtest: backtestRule, enable, disable, remove, digest: sendDigests },
  recipients: { addOne, removeOne, resendLink, test },
};

/** Notices that the page lists. */
const SHOWN = 50;

export default async function NotificationsPage() {
  const db = database();
  const words = await readWords();
  const { t } = words;
  const [admin, rules, notices, stopped, suppressions] = await Promise.all([
    userWithRole('admin'),
    listRules(db),
    listNotices(db, SHOWN),
    listStoppedChannels(db),
    listSuppressions(db),
  ]);
  const settings = noticeSettings(env().raw);
  const configured = configuredChannels(settings);
  const isUnconfigured = (one: NoticeSender) => one !== 'slack_bot' && !configured.includes(one);
  const waiting = NOTICE_SENDERS.filter((one) => isUnconfigured(one) || stopped.some(({ channel }) => channel === one));
  return (
    <>
      <div className="max-w-prose space-y-2 px-4 py-4 text-dim lg:px-6">
        <p>
          {t(
            'A rule tells each of its recipients once when a shipment departed, arrived or was delivered, and once more if that is withdrawn by the source; or when an exception opens, gets worse and ends. It applies to what happens after it was added.',
          )}{' '}
          <Link href="/settings/notifications/preview" className="text-accent underline underline-offset-4">
            {t('Preview the messages')}
          </Link>
        </p>
        {hasMailbox(env().raw) && (
          <p>
            {rich(words, 'This is the demo: {here}.', {
              here: (
                <Link href="/demo/mail" className="text-accent underline underline-offset-4">
                  {t('e-mails and Slack messages arrive here')}
                </Link>
              ),
            })}
          </p>
        )}
        {!configured.includes('email') && (
          <Warning>
            {t('E-mail is not configured: set SMTP_URL and MAIL_FROM. Until then the notices of e-mail rules wait.')}
          </Warning>
        )}
        <Stopped channels={stopped} canResume={admin !== null} />
      </div>
      {admin && <RuleForm action={addNotificationRule} providers={providerTitles} />}
      {rules.length > 0 ? (
        <RuleTable
          rules={rules}
          providers={providerTitles}
          actions={admin && ACTIONS}
          sendsLinks={settings.appUrl !== null && settings.mail !== null}
        />
      ) : (
        <EmptyState icon={BellRing} title={t('No rules yet')}>
          <p>{t(admin ? 'Add one above.' : 'An admin can add one.')}</p>
        </EmptyState>
      )}
      {suppressions.length > 0 && (
        <>
          <h2 className="px-4 pt-8 pb-2 font-semibold lg:px-6">{t('Suppressed addresses')}</h2>
          <SuppressionTable suppressions={suppressions} remove={admin ? allow : null} />
        </>
      )}
      <h2 className="px-4 pt-8 pb-2 font-semibold lg:px-6">{t('Latest notices')}</h2>
      {notices.length > 0 ? (
        <NoticeTable
          notices={notices}
          waiting={waiting}
          unconfirmed={rules.flatMap(({ recipients }) =>
            recipients.flatMap(({ id, confirmation }) => (confirmation ? [id] : [])),
          )}
        />
      ) : (
        <p className="px-4 pb-6 text-dim lg:px-6">{t('None yet.')}</p>
      )}
    </>
  );
}

type StoppedChannels = Awaited<ReturnType<typeof listStoppedChannels>>;

/** The channels that send nothing until an admin resumes them. */
function Stopped({ channels, canResume }: { channels: StoppedChannels; canResume: boolean }) {
  const words = useWords();
  const { t } = words;
  return channels.map(({ channel, reason, stoppedAt }) => (
    <div key={channel} className="space-y-1">
      <Warning>
        {rich(
          words,
          '{channel} was stopped {time}: {reason}. Its notices wait. Correct the configuration, then resume it.',
          {
            channel: t(SENDER_LABELS[channel]),
            time: <RelativeTime at={stoppedAt} suffix=" ago" />,
            reason: t(reason),
          },
        )}
      </Warning>
      {canResume && (
        <ActionButton
          action={resume}
          label={t('Resume {channel}', { channel: t(SENDER_LABELS[channel]) })}
          fields={{ channel }}
        />
      )}
    </div>
  ));
}

function Warning({ children }: { children: ReactNode }) {
  return (
    <p role="status" className="flex items-start gap-1.5 text-risk">
      <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
      <span>{children}</span>
    </p>
  );
}
