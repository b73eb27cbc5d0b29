import { CircleAlert, Mailbox } from 'lucide-react';
import type { Metadata } from 'next';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import { readWords } from '#app/words.ts';
import { SettingsRow, SettingsTable } from '#components/settings/table.tsx';
import { RelativeTime } from '#components/time/relative-time.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { rich } from '#components/words/rich.tsx';
import { requireUser } from '#lib/auth/require-user.ts';
import { hasMailbox, readMailbox } from '#lib/demo/read-mailbox.ts';
import { env } from '#lib/env.ts';
import { CHANNEL_LABELS } from '#lib/model/notice.ts';

export async function generateMetadata(): Promise<Metadata> {
  const { t } = await readWords();
  return { title: t('Messages of the demo') };
}

/** What the mail server and the Slack of the demo received. It exists in the demo only. */
export default async function DemoMailPage() {
  await requireUser();
  const words = await readWords();
  const { t } = words;
  const { raw } = env();
  if (!hasMailbox(raw)) notFound();
  const messages = await readMailbox(raw);
  return (
    <div className="flex-1 overflow-y-auto">
      <div className="max-w-prose space-y-1 px-4 py-4 lg:px-6">
        <h1 className="text-lg font-semibold tracking-tight">{t('Messages of the demo')}</h1>
        <p className="text-dim">
          {rich(
            words,
            'The demo has a mail server and a Slack of its own. No e-mail leaves this machine. The latest 200 messages are kept until the demo ends; the rules are in {settings}.',
            {
              settings: (
                <Link href="/settings/notifications" className="text-accent underline underline-offset-4">
                  {t('the settings')}
                </Link>
              ),
            },
          )}
        </p>
      </div>
      {messages === null && (
        <EmptyState icon={CircleAlert} title={t('The mail server does not answer')}>
          <p>{t('The process of the demo has ended. Start it again.')}</p>
        </EmptyState>
      )}
      {messages?.length === 0 && (
        <EmptyState icon={Mailbox} title={t('No message yet')}>
          <p>{t('The first arrives when a shipment departs, arrives or is delivered, within a few minutes.')}</p>
        </EmptyState>
      )}
      {messages && messages.length > 0 && (
        <SettingsTable label={t('Messages')} heads={['Subject¦mail', 'Channel', 'To¦mail', 'Received¦time']}>
          {messages.map(({ id, receivedAt, channel, to, subject }) => (
            <SettingsRow
              key={id}
              name={
                <Link href={`/demo/mail/${id}`} className="block min-w-56 hover:underline">
                  {subject}
                </Link>
              }
              cells={[t(CHANNEL_LABELS[channel]), to, <RelativeTime key="at" at={receivedAt} suffix=" ago" />]}
            />
          ))}
        </SettingsTable>
      )}
    </div>
  );
}
