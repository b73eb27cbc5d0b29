import type { Metadata } from 'next';
import { Suspense } from 'react';
import { readWords } from '#app/words.ts';
import { Lookup } from '#components/lookup/lookup.tsx';
import { LiveOverview } from '#components/overview/live-overview.tsx';
import { OverviewSkeleton } from '#components/overview/overview-skeleton.tsx';
import { StartGone } from '#components/personal/start-gone.tsx';
import { SetupChecklist } from '#components/setup/setup-checklist.tsx';
import { OnPhone } from '#components/ui/on-phone.tsx';
import { requireUser } from '#lib/auth/require-user.ts';
import { Overview } from './overview/overview.tsx';
import { personalOf } from './personal.ts';
import type { SearchParams } from './records.ts';
import { resume, skip } from './setup/actions.ts';
import { readSetup } from './setup/read-setup.ts';

export async function generateMetadata(): Promise<Metadata> {
  const { t } = await readWords();
  return { title: t('Overview') };
}

export default async function OverviewPage({ searchParams }: { searchParams: SearchParams }) {
  const [{ role, email }, setup, { start }, { titleType }, { t }] = await Promise.all([
    requireUser(),
    readSetup(),
    searchParams,
    personalOf(),
    readWords(),
  ]);
  return (
    <div className="flex-1 overflow-y-auto">
      <LiveOverview />
      <OnPhone>
        <Lookup />
      </OnPhone>
      <h1 className="px-4 pt-4 pb-3 text-lg font-semibold tracking-tight lg:px-6">{t('Overview')}</h1>
      {start === 'gone' && <StartGone />}
      {setup?.isOpen && <SetupChecklist states={setup.states} actions={role === 'admin' ? { skip, resume } : null} />}
      <Suspense fallback={<OverviewSkeleton />}>
        <Overview titleType={titleType} me={email} />
      </Suspense>
    </div>
  );
}
