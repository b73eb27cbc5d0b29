import { Ship } from 'lucide-react';
import type { Metadata } from 'next';
import Link from 'next/link';
import { readWords } from '#app/words.ts';
import { ActionButton } from '#components/settings/action-form.tsx';
import { MailFrame } from '#components/settings/mail-frame.tsx';
import { MessageSource } from '#components/settings/message-source.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { LinkTabs } from '#components/ui/link-tabs.tsx';
import { userWithRole } from '#lib/auth/require-user.ts';
import { CHANNEL_LABELS } from '#lib/model/notice.ts';
import { type Preview, previewOf, TEMPLATES, type Template } from '#lib/notices/preview.ts';
import { runtime } from '#lib/runtime.ts';
import { useWords } from '#words';
import { sendMe } from '../actions.ts';

export async function generateMetadata(): Promise<Metadata> {
  const { t } = await readWords();
  return { title: t('Preview of notifications') };
}

type Query = { template?: string | string[] };

/** Every message that rules send, with the data of the latest shipment, as each channel shows it. */
export default async function PreviewPage({ searchParams }: { searchParams: Promise<Query> }) {
  const admin = await userWithRole('admin');
  const { t } = await readWords();
  const { template: key } = await searchParams;
  const [first] = TEMPLATES;
  const template = TEMPLATES.find((one) => one.key === key) ?? first;
  if (!template) return null;
  const { sql, notifier } = await runtime();
  const preview = await previewOf(sql, notifier.settings, template);
  return (
    <>
      <div className="border-b border-line px-4 pt-4 lg:px-6">
        <Link href="/settings/notifications" className="text-sm text-dim hover:underline">
          {t('Notifications')}
        </Link>
        <h2 className="mb-2 font-semibold">{t('Preview')}</h2>
        <LinkTabs
          label={t('Messages')}
          current={template.key}
          tabs={TEMPLATES.map(({ key: one, label }) => ({ key: one, label: t(label), href: `?template=${one}` }))}
        />
      </div>
      {preview ? (
        <Channels preview={preview} template={template} email={admin?.email ?? null} />
      ) : (
        <EmptyState icon={Ship} title={t('Nothing to show yet')}>
          <p>{t('Previews show the latest shipment, or the most urgent exception. Send a webhook first.')}</p>
        </EmptyState>
      )}
    </>
  );
}

type Props = {
  preview: Preview;
  template: Template;
  /** Of an admin, who may send a test to it. */
  email: string | null;
};

function Channels({ preview, template: { key }, email }: Props) {
  const { t } = useWords();
  const { shipmentId, message, payload, text, slack, teams } = preview;
  const src = `/settings/notifications/preview/${key}/mail.html?shipment=${shipmentId}`;
  return (
    <div className="space-y-6 px-4 py-4 lg:px-6">
      <section aria-labelledby="email" className="space-y-2">
        <div className="flex flex-wrap items-center gap-3">
          <h2 id="email" className="font-semibold">
            {t(CHANNEL_LABELS.email)}
          </h2>
          {email && (
            <ActionButton
              action={sendMe}
              label={t('Send to {address}', { address: email })}
              fields={{ template: key }}
              confirms
            />
          )}
        </div>
        <p className="break-words">
          <span className="text-dim">{t('Subject:')}</span> {message.subject}
        </p>
        <div className="flex flex-wrap items-start gap-4">
          <MailFrame title={t('E-mail on a wide screen')} src={src} width={600} />
          <MailFrame title={t('E-mail on a narrow screen')} src={src} width={360} />
        </div>
      </section>
      <MessageSource title={t('E-mail as plain text')} text={text} />
      <MessageSource title={t(CHANNEL_LABELS.slack)} text={slack} />
      <MessageSource
        title={t('{channel}, an Adaptive Card', { channel: t(CHANNEL_LABELS.teams) })}
        text={indented(JSON.parse(teams))}
      />
      <MessageSource title={t(CHANNEL_LABELS.webhook)} text={indented(payload)} />
    </div>
  );
}

const indented = (value: unknown) => JSON.stringify(value, null, 2);
