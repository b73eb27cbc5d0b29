import { FileCheck } from 'lucide-react';
import type { Metadata } from 'next';
import Link from 'next/link';
import { readWords } from '#app/words.ts';
import { MissingDocumentTable } from '#components/documents/missing-table.tsx';
import { ListScreen } from '#components/table/list-screen.tsx';
import { buttonClass } from '#components/ui/button.tsx';
import { ARRIVAL_DAYS } from '#db/queries/awaited-arrivals.ts';
import { MISSING_DOCUMENTS } from '#db/queries/missing-documents.ts';
import { openList } from '../../open-list.ts';
import type { SearchParams } from '../../records.ts';
import { MODE, SOURCE } from '../../selects.ts';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await readWords()).t(MISSING_DOCUMENTS.title) };
}

const TODAY =
  'Shipments that arrive today or are overdue, and documents that they lack for the arrival. Red: the step by which the document was due has happened.';
const WITHIN_DAYS =
  'Shipments that arrive within {n} days or are overdue, and documents that they lack for the arrival. Red: the step by which the document was due has happened.';
const DAYS = ['1', '3', '14', '30', '60'];

export default async function MissingDocumentsPage({ searchParams }: { searchParams: SearchParams }) {
  const { screen, table, key } = await openList(MISSING_DOCUMENTS, searchParams);
  const { t, counted } = await readWords();
  const daysText = (days: number | string) => counted(Number(days), 'Today', 'Within {n} days');
  const { days = String(ARRIVAL_DAYS) } = screen.state;
  const wanted = screen.state.days === undefined ? [] : [days];
  const options = [...new Set([...DAYS, ...wanted])].map((value) => ({ value, label: daysText(value) }));
  return (
    <ListScreen
      {...screen}
      filters={[{ key: 'days', label: 'Arrival', all: daysText(ARRIVAL_DAYS), options }, MODE, SOURCE]}
      actions={
        <Link href="/documents" className={buttonClass('plain', 'h-7 text-xs')}>
          {t('All documents')}
        </Link>
      }
      above={
        <p className="shrink-0 border-b border-line px-4 py-2 text-xs text-dim lg:px-6">
          {counted(Number(days), TODAY, WITHIN_DAYS)}
        </p>
      }
      nothing={{
        icon: FileCheck,
        title: 'Nothing is missing',
        text: t(
          'Every shipment that arrives within {days} days or is overdue has the documents that are due by its arrival.',
          { days: ARRIVAL_DAYS },
        ),
      }}
    >
      <MissingDocumentTable key={key} {...table} />
    </ListScreen>
  );
}
