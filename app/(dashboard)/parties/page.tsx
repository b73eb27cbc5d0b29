import { Building2 } from 'lucide-react';
import type { Metadata } from 'next';
import { counted } from '#app/(dashboard)/cached-count.ts';
import { countedBy, viewsOf } from '#app/(dashboard)/load-saved-views.ts';
import { PartyTable } from '#components/parties/party-table.tsx';
import { ListScreen } from '#components/table/list-screen.tsx';
import { type ListState, readState, stateSearch } from '#components/table/list-state.ts';
import { tabsOf } from '#components/table/tabs.ts';
import { database } from '#db/client.ts';
import { listParties, PARTY_SORTS } from '#db/queries/parties.ts';
import { requireUser } from '#lib/auth/require-user.ts';
import { providerOptions } from '../provider-titles.ts';
import { listSpec, pagingOf, type SearchParams } from '../records.ts';

export const metadata: Metadata = { title: 'Parties' };

const SPEC = listSpec('/parties', ['q', 'type', 'status', 'provider'], PARTY_SORTS);
const NOTHING = {
  icon: Building2,
  title: 'No party yet',
  text: 'Companies, contacts and locations stand here as their sources describe them.',
};

const narrowed = ({ q, type, status, provider }: ListState) => ({ q, type, status, provider });
const countsOf = (state: ListState) => counted('parties', narrowed(state));

export default async function PartiesPage({ searchParams }: { searchParams: SearchParams }) {
  await requireUser();
  const state = readState(await searchParams, SPEC);
  const [page, counts, views] = await Promise.all([
    listParties(database(), { ...narrowed(state), ...pagingOf(state) }),
    countsOf(state),
    viewsOf(SPEC, countedBy('type', countsOf)),
  ]);
  return (
    <ListScreen
      title="Parties"
      find="Name"
      spec={SPEC}
      state={state}
      views={views}
      tabs={tabsOf({ spec: SPEC, state, counts, by: 'type', labels: {} })}
      filters={[{ key: 'provider', label: 'Source', all: 'Any source', options: providerOptions }]}
      isEmpty={page.data.length === 0}
      nothing={NOTHING}
    >
      <PartyTable key={stateSearch(state)} page={page} spec={SPEC} state={state} />
    </ListScreen>
  );
}
