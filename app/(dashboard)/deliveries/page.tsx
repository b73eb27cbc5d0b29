import { Inbox } from 'lucide-react';
import type { Metadata } from 'next';
import { DeliveryTable } from '#components/deliveries/delivery-table.tsx';
import { LogHead } from '#components/deliveries/log-head.tsx';
import { type LogQuery, logHref, parseLogQuery } from '#components/deliveries/log-query.ts';
import { ReplayMatching } from '#components/deliveries/replay-matching.tsx';
import { LiveRefresh } from '#components/live/live-refresh.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { Pager } from '#components/ui/pager.tsx';
import { database } from '#db/client.ts';
import { listRejectedRequests, readDeliveryList } from '#db/queries/delivery-list.ts';
import { requireUser } from '#lib/auth/require-user.ts';
import { includesRole, type Role } from '#lib/auth/roles.ts';
import { REPLAYABLE } from '#lib/inbox/replay.ts';
import { providerOptions, providerTitles } from '../provider-titles.ts';
import { replayMatching } from './actions.ts';

export const metadata: Metadata = { title: 'Webhook log' };

const PAGE = 50;
const ONE_DAY = 24 * 60 * 60 * 1000;

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function DeliveriesPage({ searchParams }: Props) {
  const user = await requireUser();
  const query = parseLogQuery(await searchParams);
  const yesterday = new Date(Date.now() - ONE_DAY).toISOString();
  const [list, rejected] = await Promise.all([
    readDeliveryList(database(), { ...query, limit: PAGE }),
    listRejectedRequests(database(), yesterday),
  ]);
  return (
    <>
      <LiveRefresh />
      <LogHead query={query} providers={providerOptions} rejected={rejected} replay={replayOf(query, user.role)} />
      {list.lines.length > 0 ? (
        <DeliveryTable key={JSON.stringify(query)} lines={list.lines} titles={providerTitles} />
      ) : (
        <NoDelivery query={query} />
      )}
      <div className="shrink-0 border-t border-line">
        <Pager
          previous={list.previousCursor && logHref(query, { before: list.previousCursor })}
          next={list.nextCursor && logHref(query, { cursor: list.nextCursor })}
          note={`${list.lines.length} shown, latest first`}
        />
      </div>
    </>
  );
}

function replayOf({ status, provider }: LogQuery, role: Role) {
  const state = REPLAYABLE.find((one) => one === status);
  if (!state || !includesRole(role, 'operator')) return null;
  return <ReplayMatching key={`${state} ${provider}`} state={state} provider={provider} action={replayMatching} />;
}

function NoDelivery({ query }: { query: LogQuery }) {
  const filtered = query.status || query.provider;
  return (
    <div className="flex-1 overflow-auto">
      <EmptyState icon={Inbox} title={filtered ? 'No delivery like that' : 'Nothing was delivered yet'}>
        <p>
          {filtered
            ? 'For failed and unmapped events that is good news.'
            : 'Every request that passes the signature check will stand here, with its exact bytes.'}
        </p>
      </EmptyState>
    </div>
  );
}
