import { Send } from 'lucide-react';
import type { Metadata } from 'next';
import Link from 'next/link';
import { RequestTable } from '#components/requests/request-table.tsx';
import { KINDS } from '#components/requests/words.ts';
import { ListScreen } from '#components/table/list-screen.tsx';
import { buttonClass } from '#components/ui/button.tsx';
import { PROVIDER_REQUESTS } from '#db/queries/requests.ts';
import { openList } from '../open-list.ts';
import type { SearchParams } from '../records.ts';
import { optionsOf } from '../selects.ts';

export const metadata: Metadata = { title: PROVIDER_REQUESTS.title };

const NOTHING = {
  icon: Send,
  title: 'No request yet',
  text: 'Bookings, amendments and products submitted to a provider appear here with their result.',
};
const KIND = { key: 'kind', label: 'Kind', all: 'Any kind', options: optionsOf(KINDS) };

export default async function RequestsPage({ searchParams }: { searchParams: SearchParams }) {
  const { screen, table, key } = await openList(PROVIDER_REQUESTS, searchParams);
  return (
    <ListScreen
      {...screen}
      filters={[KIND]}
      actions={
        <Link href="/requests/new/booking" className={buttonClass('primary', 'h-7 text-xs')}>
          New booking
        </Link>
      }
      nothing={NOTHING}
    >
      <RequestTable key={key} {...table} />
    </ListScreen>
  );
}
