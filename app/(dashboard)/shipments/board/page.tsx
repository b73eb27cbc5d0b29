import { PackageOpen, SearchX } from 'lucide-react';
import type { Metadata } from 'next';
import { readWords } from '#app/words.ts';
import { Column } from '#components/board/column.tsx';
import { BOARD_PATH } from '#components/board/path.ts';
import { StageLinks } from '#components/board/stage-links.tsx';
import { Stages } from '#components/board/stages.tsx';
import { LiveRefresh } from '#components/live/live-refresh.tsx';
import { appliedToShipments } from '#components/shipments/filter-fields.ts';
import { LayoutLinks } from '#components/shipments/layout-links.tsx';
import { ReferenceSearchResult } from '#components/shipments/reference-search-result.tsx';
import { EmptyList } from '#components/table/empty-list.tsx';
import { ListHead } from '#components/table/list-head.tsx';
import { tabsOf } from '#components/table/tabs.ts';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { database } from '#db/client.ts';
import { readBoard } from '#db/queries/board.ts';
import { unknownReferences } from '#db/queries/reference-search.ts';
import { SHIPMENTS } from '#db/queries/shipments.ts';
import { requireUser } from '#lib/auth/require-user.ts';
import { countsOf } from '../../cached-count.ts';
import { listPeople } from '../../exceptions/people.ts';
import { viewsOf } from '../../load-saved-views.ts';
import { appliedTo, openedWith, readAddress, type SearchParams } from '../../records.ts';
import { MODE, SOURCE, STATUS } from '../../selects.ts';
import { ownerOptions } from '../owner-options.ts';

export async function generateMetadata(): Promise<Metadata> {
  const { t } = await readWords();
  return { title: t('Shipments by stage') };
}

const NO_SHIPMENT = {
  icon: PackageOpen,
  title: 'No shipment yet',
  text: 'A shipment appears with its first webhook. This page updates automatically.',
};
const NO_ACTIVE = {
  icon: PackageOpen,
  title: 'No active shipment',
  text: 'All are completed or archived. This page updates automatically.',
};

/** A board of many shipments takes up to two seconds to read. */
const REFRESH_MS = 5_000;

export default async function BoardPage({ searchParams }: { searchParams: SearchParams }) {
  const user = await requireUser();
  const words = await readWords();
  const { t } = words;
  const { spec, state, filter } = readAddress(SHIPMENTS, openedWith(SHIPMENTS, await searchParams));
  const { tabs } = await countsOf(SHIPMENTS);
  const [columns, counts, views, people, linked, unknown] = await Promise.all([
    readBoard(database(), filter),
    tabs(filter),
    viewsOf(SHIPMENTS),
    listPeople(),
    appliedTo(state),
    unknownReferences(database(), filter.refs ?? []),
  ]);
  const here = { ...spec, base: BOARD_PATH };
  return (
    <>
      <LiveRefresh gapMs={REFRESH_MS} />
      <ListHead
        title={t('Shipments')}
        {...{ spec, state, views }}
        path={BOARD_PATH}
        filters={[STATUS, MODE, SOURCE]}
        applied={[...linked, ...appliedToShipments(state, ownerOptions(user.email, people.owners), words)]}
        tabs={tabsOf(here, state, counts, words)}
        actions={<LayoutLinks current="board" state={state} />}
      />
      {state.refs && <ReferenceSearchResult searched={state.refs} unknown={unknown} />}
      {columns === null && (
        <EmptyState icon={SearchX} title={t('Too many shipments for a board')}>
          <p>{t('Search for more of the reference, or choose the list.')}</p>
        </EmptyState>
      )}
      {columns?.length === 0 && (
        <EmptyList
          title={t('Shipments')}
          spec={here}
          state={state}
          nothing={counts.total === 0 ? NO_SHIPMENT : NO_ACTIVE}
        />
      )}
      {columns && columns.length > 0 && (
        <>
          <StageLinks columns={columns} />
          <Stages>
            {columns.map((column) => (
              <Column key={column.stage} column={column} state={state} people={people.names} />
            ))}
          </Stages>
        </>
      )}
    </>
  );
}
