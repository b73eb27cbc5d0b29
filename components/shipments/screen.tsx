'use client';
import { useQuery } from '@tanstack/react-query';
import { ClipboardPaste, ListFilter, PackageOpen } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { EmptyList } from '#components/table/empty-list.tsx';
import type { ShipmentList } from '#db/queries/shipment-list.ts';
import { useWords } from '#words';
import { fetchJson } from '../live/fetch-json.ts';
import type { Applied } from '../table/applied.tsx';
import { ListHead } from '../table/list-head.tsx';
import { isFiltered, type ListSpec, type ListState, stateSearch } from '../table/list-state.ts';
import { tabsOf } from '../table/tabs.ts';
import type { Views } from '../table/views.ts';
import type { Option } from '../ui/choice.tsx';
import { ToggleButton } from '../ui/toggle-button.tsx';
import { appliedToShipments } from './filter-fields.ts';
import { FilterPanel } from './filter-panel.tsx';
import { LayoutLinks } from './layout-links.tsx';
import { MODE_OPTIONS, STAGE_OPTIONS } from './options.ts';
import { PasteBox } from './paste-references.tsx';
import { ReferenceSearchResult } from './reference-search-result.tsx';
import { ShipmentTable } from './shipment-table.tsx';
import { ViewWatch, type ViewWatches } from './view-watch.tsx';

/** Shown if all shipments are completed. */
const NO_ACTIVE = {
  icon: PackageOpen,
  title: 'No active shipment',
  text: 'All are completed or archived. This page updates automatically.',
};

type Panel = 'filters' | 'paste';

type Props = {
  spec: ListSpec;
  state: ListState;
  providers: readonly Option[];
  views: Views;
  watches: ViewWatches;
  /** Who may own exceptions, for a filter. */
  owners: readonly Option[];
  /** Filters that are set by links from other pages, with the names of what they are. */
  linked: readonly Applied[];
  /** Shown while there is no shipment at all. */
  firstSteps: ReactNode;
};

export function ShipmentScreen({ spec, state, providers, views, watches, owners, linked, firstSteps }: Props) {
  const words = useWords();
  const { t } = words;
  const search = stateSearch(state);
  const [panel, setPanel] = useState<Panel | null>(null);
  const toggle = (which: Panel) => setPanel(panel === which ? null : which);
  const { data } = useQuery({
    queryKey: ['shipments', search],
    queryFn: () => fetchJson<ShipmentList>(`/shipments/data${search}`),
  });
  if (!data) return null;
  return (
    <>
      <ListHead
        title={t('Shipments')}
        spec={spec}
        state={state}
        filters={[
          { key: 'status', label: 'Status', all: 'Any status', options: STAGE_OPTIONS },
          { key: 'mode', label: 'Mode', all: 'Any mode', options: MODE_OPTIONS },
          { key: 'provider', label: 'Source', all: 'Any source', options: providers },
        ]}
        applied={[...linked, ...appliedToShipments(state, owners, words)]}
        tabs={tabsOf(spec, state, data.counts, words)}
        views={views}
        actions={<LayoutLinks current="list" state={state} />}
        more={
          <>
            <ViewWatch spec={spec} state={state} saved={views.saved} watches={watches} />
            <ToggleButton
              icon={ListFilter}
              label={t('More filters')}
              open={panel === 'filters'}
              onToggle={() => toggle('filters')}
            />
            <ToggleButton
              icon={ClipboardPaste}
              label={t('Paste references')}
              open={panel === 'paste'}
              onToggle={() => toggle('paste')}
            />
          </>
        }
      />
      {panel === 'filters' && (
        <FilterPanel base={spec.base} state={state} owners={owners} onDone={() => setPanel(null)} />
      )}
      {panel === 'paste' && <PasteBox base={spec.base} given={state.refs} onDone={() => setPanel(null)} />}
      {state.refs && panel !== 'paste' && <ReferenceSearchResult searched={state.refs} unknown={data.unknown} />}
      {data.data.length > 0 ? (
        <ShipmentTable key={search} page={data} spec={spec} state={state} />
      ) : (
        <div className="flex-1 overflow-auto">
          {isFiltered(state, spec) || data.counts.total ? (
            <EmptyList title={t('Shipments')} spec={spec} state={state} nothing={NO_ACTIVE} />
          ) : (
            firstSteps
          )}
        </div>
      )}
    </>
  );
}
