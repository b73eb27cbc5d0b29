import { FileText } from 'lucide-react';
import type { Metadata } from 'next';
import { readWords } from '#app/words.ts';
import { DocumentTable } from '#components/documents/document-table.tsx';
import { documentType } from '#components/record/words.ts';
import { ListScreen } from '#components/table/list-screen.tsx';
import { DOCUMENTS } from '#db/queries/documents.ts';
import { MISSING_DOCUMENTS } from '#db/queries/missing-documents.ts';
import { countText } from '#lib/model/count.ts';
import { countsOf } from '../cached-count.ts';
import { openList } from '../open-list.ts';
import type { SearchParams } from '../records.ts';
import { SOURCE } from '../selects.ts';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await readWords()).t(DOCUMENTS.title) };
}

const NOTHING = {
  icon: FileText,
  title: 'No document yet',
  text: 'Documents appear here when they are uploaded at the source.',
};

export default async function DocumentsPage({ searchParams }: { searchParams: SearchParams }) {
  const { screen, table, key, counts, filter } = await openList(DOCUMENTS, searchParams);
  const { type: _type, q: _q, ...others } = filter;
  const { total: _total, ...types } = await counts.facet('type', others);
  const options = Object.keys(types).map((value) => ({ value, label: documentType(value) }));
  const missing = await (await countsOf(MISSING_DOCUMENTS)).tabs({});
  const { path } = MISSING_DOCUMENTS;
  const count = countText(missing.total ?? 0, await readWords());
  const link = { key: path, label: 'Missing for arrivals', href: path, count };
  return (
    <ListScreen
      {...screen}
      tabs={{ ...screen.tabs, links: [...screen.tabs.links, link] }}
      filters={[{ key: 'type', label: 'Type', all: 'Any type', options }, SOURCE]}
      nothing={NOTHING}
    >
      <DocumentTable key={key} {...table} />
    </ListScreen>
  );
}
