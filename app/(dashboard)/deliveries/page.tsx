import { Inbox } from 'lucide-react';
import type { Metadata } from 'next';
import { readWords } from '#app/words.ts';
import { DeliveryTable } from '#components/deliveries/delivery-table.tsx';
import { LogActions } from '#components/deliveries/log-actions.tsx';
import { ReplayMatching } from '#components/deliveries/replay-matching.tsx';
import { ReplayOutcome } from '#components/deliveries/replay-outcome.tsx';
import { SearchedNote } from '#components/deliveries/searched-note.tsx';
import { ListScreen } from '#components/table/list-screen.tsx';
import { isFiltered, type ListSpec, type ListState, stateHref, stateSearch } from '#components/table/list-state.ts';
import { Pager } from '#components/ui/pager.tsx';
import { database } from '#db/client.ts';
import { DELIVERIES } from '#db/queries/deliveries.ts';
import { beforeText } from '#db/queries/delivery-filter.ts';
import { listRejectedRequests, withChangedShipments } from '#db/queries/delivery-list.ts';
import { readSearched } from '#db/queries/payload-text.ts';
import { getReplay } from '#db/queries/replays.ts';
import { includesRole, type Role } from '#lib/auth/roles.ts';
import { countText } from '#lib/model/count.ts';
import { openList } from '../open-list.ts';
import { providerOptions, providerTitles } from '../provider-titles.ts';
import type { SearchParams } from '../records.ts';
import { previewMatching, replayMatching } from './actions.ts';
import { appliedFilters } from './applied-filters.ts';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await readWords()).t(DELIVERIES.title) };
}

const ONE_DAY = 24 * 60 * 60 * 1000;
const NOTHING = {
  icon: Inbox,
  title: 'No webhook yet',
  text: 'Verified webhooks appear here with their exact bytes.',
  step: 'event',
} as const;

export default async function DeliveriesPage({ searchParams }: { searchParams: SearchParams }) {
  const { screen, table, key, filter, user, counts } = await openList(DELIVERIES, searchParams);
  const { page, spec, state } = table;
  const yesterday = new Date(Date.now() - ONE_DAY).toISOString();
  const { q, ...others } = filter;
  const [words, lines, rejected, count, applied, searched, outcome] = await Promise.all([
    readWords(),
    withChangedShipments(database(), page.data),
    listRejectedRequests(database(), yesterday),
    counts.rows(filter),
    appliedFilters(state),
    q ? readSearched(database(), beforeText(others)) : null,
    filter.replay ? getReplay(database(), filter.replay) : null,
  ]);
  return (
    <ListScreen
      {...screen}
      filters={[]}
      applied={applied}
      actions={<LogActions spec={spec} state={state} providers={providerOptions} rejected={rejected} />}
      more={replayOf(table, user.role)}
      above={
        <>
          {filter.replay && <ReplayOutcome outcome={outcome} />}
          {searched && <SearchedNote searched={searched} spec={spec} state={state} />}
        </>
      }
      nothing={NOTHING}
    >
      <DeliveryTable key={key} lines={lines} titles={providerTitles} />
      <div className="shrink-0 border-t border-line">
        <Pager
          previous={page.previousCursor && stateHref(spec.base, state, { before: page.previousCursor })}
          next={page.nextCursor && stateHref(spec.base, state, { cursor: page.nextCursor })}
          note={words.t('{n} of {total}, latest first', { n: lines.length, total: countText(count, words) })}
        />
      </div>
    </ListScreen>
  );
}

/** Events that are pending are being processed already; duplicates and malformed deliveries contain none. */
const NOT_REPLAYED = ['pending', 'duplicate', 'malformed'];

function replayOf({ spec, state }: { spec: ListSpec; state: ListState }, role: Role) {
  const search = stateSearch({ ...state, cursor: undefined, before: undefined });
  if (!isFiltered(state, spec) || NOT_REPLAYED.includes(state.status ?? '') || !includesRole(role, 'operator'))
    return null;
  return <ReplayMatching key={search} search={search} preview={previewMatching} replay={replayMatching} />;
}
