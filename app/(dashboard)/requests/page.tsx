import { Send } from 'lucide-react';
import type { Metadata } from 'next';
import Link from 'next/link';
import { counted } from '#app/(dashboard)/cached-count.ts';
import { countedBy, viewsOf } from '#app/(dashboard)/load-saved-views.ts';
import { RequestTable } from '#components/requests/request-table.tsx';
import { KINDS, STATES } from '#components/requests/words.ts';
import { ListScreen } from '#components/table/list-screen.tsx';
import { type ListState, readState, stateSearch } from '#components/table/list-state.ts';
import { tabsOf } from '#components/table/tabs.ts';
import { buttonClass } from '#components/ui/button.tsx';
import { database } from '#db/client.ts';
import { listRequests, REQUEST_SORTS } from '#db/queries/requests.ts';
import { requireUser } from '#lib/auth/require-user.ts';
import type { RequestKind, RequestState } from '#lib/model/request.ts';
import { listSpec, pagingOf, type SearchParams } from '../records.ts';

export const metadata: Metadata = { title: 'Requests' };

const SPEC = listSpec('/requests', ['state', 'kind'], REQUEST_SORTS);
const NOTHING = {
  icon: Send,
  title: 'Nothing was asked yet',
  text: 'New bookings, amendments and products that are sent to a forwarder stand here, with what came of them.',
};
const LABELS = Object.fromEntries(Object.entries(STATES).map(([state, { label }]) => [state, label]));

const narrowed = ({ state, kind }: ListState) => ({
  state: state !== undefined && Object.hasOwn(STATES, state) ? (state as RequestState) : undefined,
  kind: kind !== undefined && Object.hasOwn(KINDS, kind) ? (kind as RequestKind) : undefined,
});
const countsOf = (state: ListState) => counted('requests', narrowed(state));

export default async function RequestsPage({ searchParams }: { searchParams: SearchParams }) {
  await requireUser();
  const state = readState(await searchParams, SPEC);
  const [page, counts, views] = await Promise.all([
    listRequests(database(), { ...narrowed(state), ...pagingOf(state) }),
    countsOf(state),
    viewsOf(SPEC, countedBy('state', countsOf)),
  ]);
  return (
    <ListScreen
      title="Requests"
      spec={SPEC}
      state={state}
      views={views}
      tabs={tabsOf({ spec: SPEC, state, counts, by: 'state', labels: LABELS })}
      filters={[
        {
          key: 'kind',
          label: 'Kind',
          all: 'Any kind',
          options: Object.entries(KINDS).map(([value, label]) => ({ value, label })),
        },
      ]}
      actions={
        <Link href="/requests/new/booking" className={buttonClass('primary', 'h-7 text-xs')}>
          New booking
        </Link>
      }
      isEmpty={page.data.length === 0}
      nothing={NOTHING}
    >
      <RequestTable key={stateSearch(state)} page={page} spec={SPEC} state={state} />
    </ListScreen>
  );
}
