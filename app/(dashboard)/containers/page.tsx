import { Container } from 'lucide-react';
import type { Metadata } from 'next';
import { counted } from '#app/(dashboard)/cached-count.ts';
import { countedBy, viewsOf } from '#app/(dashboard)/load-saved-views.ts';
import { ContainerTable } from '#components/containers/container-table.tsx';
import { MODE_OPTIONS, STAGE_OPTIONS } from '#components/shipments/options.ts';
import { ListScreen } from '#components/table/list-screen.tsx';
import { type ListState, readState, stateSearch } from '#components/table/list-state.ts';
import { tabsOf } from '#components/table/tabs.ts';
import { database } from '#db/client.ts';
import { CONTAINER_SORTS, listContainers } from '#db/queries/containers.ts';
import { requireUser } from '#lib/auth/require-user.ts';
import { providerOptions } from '../provider-titles.ts';
import { listSpec, pagingOf, type SearchParams, shipmentShown } from '../records.ts';

export const metadata: Metadata = { title: 'Containers' };

const SPEC = listSpec('/containers', ['q', 'status', 'late', 'mode', 'provider', 'shipment'], CONTAINER_SORTS);
const NOTHING = {
  icon: Container,
  title: 'No container yet',
  text: 'Each box stands here with its number, its seal and how long it may stay for free.',
};

const narrowed = ({ q, status, mode, provider, shipment }: ListState) => ({ q, status, mode, provider, shipment });
const countsOf = (state: ListState) => counted('containers', narrowed(state));

export default async function ContainersPage({ searchParams }: { searchParams: SearchParams }) {
  await requireUser();
  const state = readState(await searchParams, SPEC);
  const [page, counts, applied, views] = await Promise.all([
    listContainers(database(), { ...narrowed(state), late: state.late === 'true', ...pagingOf(state) }),
    countsOf(state),
    shipmentShown(state),
    viewsOf(SPEC, countedBy('status', countsOf)),
  ]);
  return (
    <ListScreen
      title="Containers"
      find="Container number"
      spec={SPEC}
      state={state}
      applied={applied}
      views={views}
      tabs={tabsOf({
        spec: SPEC,
        state,
        counts: { total: counts.total ?? 0, late: counts.late ?? 0 },
        by: 'status',
        labels: {},
        flags: [{ key: 'late', label: 'LFD passed', late: true }],
      })}
      filters={[
        { key: 'status', label: 'Shipment status', all: 'Any shipment status', options: STAGE_OPTIONS },
        { key: 'mode', label: 'Mode', all: 'Any mode', options: MODE_OPTIONS },
        { key: 'provider', label: 'Source', all: 'Any source', options: providerOptions },
      ]}
      isEmpty={page.data.length === 0}
      nothing={NOTHING}
    >
      <ContainerTable key={stateSearch(state)} page={page} spec={SPEC} state={state} />
    </ListScreen>
  );
}
