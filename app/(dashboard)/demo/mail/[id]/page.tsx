import type { Metadata } from 'next';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import { readWords } from '#app/words.ts';
import { MailFrame } from '#components/settings/mail-frame.tsx';
import { MessageSource } from '#components/settings/message-source.tsx';
import { RelativeTime } from '#components/time/relative-time.tsx';
import { rich } from '#components/words/rich.tsx';
import { requireUser } from '#lib/auth/require-user.ts';
import { readDemoMessage } from '#lib/demo/read-mailbox.ts';
import { env } from '#lib/env.ts';
import { CHANNEL_LABELS } from '#lib/model/notice.ts';

export async function generateMetadata(): Promise<Metadata> {
  const { t } = await readWords();
  return { title: t('Message') };
}

/** One message that the demo received, as its recipient sees it. */
export default async function DemoMessagePage({ params }: { params: Promise<{ id: string }> }) {
  await requireUser();
  const words = await readWords();
  const { t } = words;
  const message = await readDemoMessage(env().raw, (await params).id);
  if (!message) notFound();
  const { id, receivedAt, channel, to, subject, text, html, headers } = message;
  return (
    <div className="flex-1 space-y-4 overflow-y-auto px-4 py-4 lg:px-6">
      <div>
        <Link href="/demo/mail" className="text-sm text-dim hover:underline">
          {t('Messages of the demo')}
        </Link>
        <h1 className="text-lg font-semibold tracking-tight break-words">{subject}</h1>
        <p className="text-dim">
          {rich(words, '{channel} to {recipient}, {time}', {
            channel: t(CHANNEL_LABELS[channel]),
            recipient: to,
            time: <RelativeTime at={receivedAt} suffix=" ago" />,
          })}
        </p>
      </div>
      {html !== null && <MailFrame title={subject} src={`/demo/mail/${id}/mail.html`} width={600} />}
      <MessageSource title={t(html === null ? 'Text' : 'Plain text')} text={text} />
      {headers.length > 0 && (
        <MessageSource title={t('Headers')} text={headers.map(({ name, value }) => `${name}: ${value}`).join('\n')} />
      )}
    </div>
  );
}
