import { Inbox } from 'lucide-react';
import type { Metadata } from 'next';
import { DeliveryTable } from '#components/deliveries/delivery-table.tsx';
import { LogActions } from '#components/deliveries/log-actions.tsx';
import { ReplayMatching } from '#components/deliveries/replay-matching.tsx';
import { ListScreen } from '#components/table/list-screen.tsx';
import { stateHref } from '#components/table/list-state.ts';
import { Pager } from '#components/ui/pager.tsx';
import { database } from '#db/client.ts';
import { DELIVERIES } from '#db/queries/deliveries.ts';
import { listRejectedRequests, withChangedShipments } from '#db/queries/delivery-list.ts';
import { includesRole, type Role } from '#lib/auth/roles.ts';
import { REPLAYABLE } from '#lib/inbox/replay.ts';
import { openList } from '../open-list.ts';
import { providerOptions, providerTitles } from '../provider-titles.ts';
import type { SearchParams } from '../records.ts';
import { replayMatching } from './actions.ts';

export const metadata: Metadata = { title: DELIVERIES.title };

const ONE_DAY = 24 * 60 * 60 * 1000;
const NOTHING = {
  icon: Inbox,
  title: 'No webhook yet',
  text: 'Verified webhooks appear here with their exact bytes.',
};

export default async function DeliveriesPage({ searchParams }: { searchParams: SearchParams }) {
  const { screen, table, key, filter, user } = await openList(DELIVERIES, searchParams);
  const { page, spec, state } = table;
  const yesterday = new Date(Date.now() - ONE_DAY).toISOString();
  const [lines, rejected] = await Promise.all([
    withChangedShipments(database(), page.data),
    listRejectedRequests(database(), yesterday),
  ]);
  return (
    <ListScreen
      {...screen}
      filters={[]}
      actions={<LogActions spec={spec} state={state} providers={providerOptions} rejected={rejected} />}
      more={replayOf(filter, user.role)}
      nothing={NOTHING}
    >
      <DeliveryTable key={key} lines={lines} titles={providerTitles} />
      <div className="shrink-0 border-t border-line">
        <Pager
          previous={page.previousCursor && stateHref(spec.base, state, { before: page.previousCursor })}
          next={page.nextCursor && stateHref(spec.base, state, { cursor: page.nextCursor })}
          note={`${lines.length} shown, latest first`}
        />
      </div>
    </ListScreen>
  );
}

function replayOf({ status, provider }: { status?: string | undefined; provider?: string | undefined }, role: Role) {
  const state = REPLAYABLE.find((one) => one === status);
  if (!state || !includesRole(role, 'operator')) return null;
  return <ReplayMatching key={`${state} ${provider}`} state={state} provider={provider} action={replayMatching} />;
}
