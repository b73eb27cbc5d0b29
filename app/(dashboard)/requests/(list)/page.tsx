import { Send } from 'lucide-react';
import type { Metadata } from 'next';
import { maySubmit } from '#app/requests/may-submit.ts';
import { readWords } from '#app/words.ts';
import { NewBooking } from '#components/requests/links.tsx';
import { RequestTable } from '#components/requests/request-table.tsx';
import { KINDS } from '#components/requests/words.ts';
import { ListScreen } from '#components/table/list-screen.tsx';
import { PROVIDER_REQUESTS } from '#db/queries/requests.ts';
import { openList } from '../../open-list.ts';
import type { SearchParams } from '../../records.ts';
import { optionsOf } from '../../selects.ts';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await readWords()).t(PROVIDER_REQUESTS.title) };
}

const NOTHING = {
  icon: Send,
  title: 'No request yet',
  text: 'Bookings, amendments and products submitted to a provider appear here with their result.',
  step: 'api',
} as const;
const KIND = { key: 'kind', label: 'Kind', all: 'Any kind', options: optionsOf(KINDS) };

export default async function RequestsPage({ searchParams }: { searchParams: SearchParams }) {
  const { screen, table, key } = await openList(PROVIDER_REQUESTS, searchParams);
  const mayBook = await maySubmit('booking');
  return (
    <ListScreen {...screen} filters={[KIND]} actions={mayBook && <NewBooking look="primary" />} nothing={NOTHING}>
      <RequestTable key={key} {...table} />
    </ListScreen>
  );
}
