import { FileCheck } from 'lucide-react';
import type { Metadata } from 'next';
import Link from 'next/link';
import { MissingDocumentTable } from '#components/documents/missing-table.tsx';
import { ListScreen } from '#components/table/list-screen.tsx';
import { buttonClass } from '#components/ui/button.tsx';
import { ARRIVAL_DAYS } from '#db/queries/awaited-arrivals.ts';
import { MISSING_DOCUMENTS } from '#db/queries/missing-documents.ts';
import { openList } from '../../open-list.ts';
import type { SearchParams } from '../../records.ts';
import { MODE, SOURCE } from '../../selects.ts';

export const metadata: Metadata = { title: MISSING_DOCUMENTS.title };

const daysText = (days: number | string) => (Number(days) === 1 ? 'Today' : `Within ${days} days`);
const NOTHING = {
  icon: FileCheck,
  title: 'Nothing is missing',
  text: `Every shipment that arrives within ${ARRIVAL_DAYS} days or is overdue has the documents that are due by its arrival.`,
};
const DAYS = ['1', '3', '14', '30', '60'];

export default async function MissingDocumentsPage({ searchParams }: { searchParams: SearchParams }) {
  const { screen, table, key } = await openList(MISSING_DOCUMENTS, searchParams);
  const { days = String(ARRIVAL_DAYS) } = screen.state;
  const wanted = screen.state.days === undefined ? [] : [days];
  const options = [...new Set([...DAYS, ...wanted])].map((value) => ({ value, label: daysText(value) }));
  return (
    <ListScreen
      {...screen}
      filters={[{ key: 'days', label: 'Arrival', all: daysText(ARRIVAL_DAYS), options }, MODE, SOURCE]}
      actions={
        <Link href="/documents" className={buttonClass('plain', 'h-7 text-xs')}>
          All documents
        </Link>
      }
      above={
        <p className="shrink-0 border-b border-line px-4 py-2 text-xs text-dim lg:px-6">
          Shipments that arrive {daysText(days).toLowerCase()} or are overdue, and documents that they lack for the
          arrival. Red: the step by which the document was due has happened.
        </p>
      }
      nothing={NOTHING}
    >
      <MissingDocumentTable key={key} {...table} />
    </ListScreen>
  );
}
