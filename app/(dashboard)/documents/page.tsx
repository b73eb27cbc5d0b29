import { FileText } from 'lucide-react';
import type { Metadata } from 'next';
import { counted } from '#app/(dashboard)/cached-count.ts';
import { countedBy, viewsOf } from '#app/(dashboard)/load-saved-views.ts';
import { DocumentTable } from '#components/documents/document-table.tsx';
import { DOCUMENT_LABELS, documentType } from '#components/record/words.ts';
import { ListScreen } from '#components/table/list-screen.tsx';
import { type ListState, readState, stateSearch } from '#components/table/list-state.ts';
import { tabsOf } from '#components/table/tabs.ts';
import { database } from '#db/client.ts';
import { DOCUMENT_SORTS, listDocuments } from '#db/queries/documents.ts';
import { requireUser } from '#lib/auth/require-user.ts';
import { providerOptions } from '../provider-titles.ts';
import { listSpec, pagingOf, type SearchParams, shipmentShown } from '../records.ts';

export const metadata: Metadata = { title: 'Documents' };

const SPEC = listSpec('/documents', ['q', 'status', 'type', 'provider', 'shipment'], DOCUMENT_SORTS);
const NOTHING = {
  icon: FileText,
  title: 'No document yet',
  text: 'Each paper of a shipment stands here once somebody uploads it.',
};

const narrowed = ({ q, status, type, provider, shipment }: ListState) => ({ q, status, type, provider, shipment });
const countsOf = (state: ListState) => counted('documents', narrowed(state));

export default async function DocumentsPage({ searchParams }: { searchParams: SearchParams }) {
  await requireUser();
  const state = readState(await searchParams, SPEC);
  const [page, counts, applied, views, types] = await Promise.all([
    listDocuments(database(), { ...narrowed(state), ...pagingOf(state) }),
    countsOf(state),
    shipmentShown(state),
    viewsOf(SPEC, countedBy('status', countsOf)),
    counted('documentTypes', { ...narrowed(state), type: undefined, q: undefined }),
  ]);
  return (
    <ListScreen
      title="Documents"
      find="File name"
      spec={SPEC}
      state={state}
      applied={applied}
      views={views}
      tabs={tabsOf({ spec: SPEC, state, counts, by: 'status', labels: DOCUMENT_LABELS })}
      filters={[
        {
          key: 'type',
          label: 'Type',
          all: 'Any type',
          options: Object.keys(types)
            .filter((value) => value !== 'total')
            .map((value) => ({ value, label: documentType(value) })),
        },
        { key: 'provider', label: 'Source', all: 'Any source', options: providerOptions },
      ]}
      isEmpty={page.data.length === 0}
      nothing={NOTHING}
    >
      <DocumentTable key={stateSearch(state)} page={page} spec={SPEC} state={state} />
    </ListScreen>
  );
}
