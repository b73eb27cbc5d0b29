import { BellRing } from 'lucide-react';
import type { Metadata } from 'next';
import Link from 'next/link';
import { readWords } from '#app/words.ts';
import { LiveRefresh } from '#components/live/live-refresh.tsx';
import { AllowNotifications } from '#components/notices/allow-notifications.tsx';
import { MarkRead } from '#components/notices/mark-read.tsx';
import { SettingsRow, SettingsTable } from '#components/settings/table.tsx';
import { RelativeTime } from '#components/time/relative-time.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { rich } from '#components/words/rich.tsx';
import { database } from '#db/client.ts';
import { requireUser } from '#lib/auth/require-user.ts';
import { NOTICES_SUBJECT } from '#lib/model/notices-subject.ts';
import { ownNotices } from '#lib/notices/own-notices.ts';
import { readUntil } from './actions.ts';

export async function generateMetadata(): Promise<Metadata> {
  const { t } = await readWords();
  return { title: t('Notices') };
}

/** Notices that the page lists. */
const SHOWN = 100;

/** The notices of the signed-in user; showing them marks them as read. */
export default async function NoticesPage() {
  const user = await requireUser();
  const [notices, words] = await Promise.all([ownNotices(database(), user, SHOWN), readWords()]);
  const { t } = words;
  const [latest] = notices;
  return (
    <div className="flex-1 overflow-y-auto">
      <LiveRefresh entityIds={[NOTICES_SUBJECT]} />
      {latest && <MarkRead until={latest.sentAt} action={readUntil} />}
      <div className="flex flex-wrap items-center justify-between gap-3 px-4 py-4 lg:px-6">
        <h1 className="text-lg font-semibold tracking-tight">{t('Notices')}</h1>
        <AllowNotifications />
      </div>
      {latest ? (
        <SettingsTable label={t('Notices')} heads={['Notice', 'About', 'Sent']}>
          {notices.map(({ id, path, headline, detail, sentAt, isUnread }) => (
            <SettingsRow
              key={id}
              name={
                <Link href={path} className="block min-w-56 hover:underline">
                  {headline}
                  {isUnread && <span className="ml-2 text-xs font-medium text-accent">{t('New')}</span>}
                </Link>
              }
              cells={[detail, <RelativeTime key="sent" at={sentAt} suffix=" ago" />]}
            />
          ))}
        </SettingsTable>
      ) : (
        <EmptyState icon={BellRing} title={t('No notices yet')}>
          <p>
            {rich(words, 'They come from {rules} with the channel “In Fairlead”.', {
              rules: (
                <Link href="/settings/notifications" className="text-accent underline underline-offset-4">
                  {t('rules')}
                </Link>
              ),
            })}
          </p>
        </EmptyState>
      )}
    </div>
  );
}
