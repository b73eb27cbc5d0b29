import { CalendarCheck } from 'lucide-react';
import type { Metadata } from 'next';
import { maySubmit } from '#app/requests/may-submit.ts';
import { readWords } from '#app/words.ts';
import { BookingTable } from '#components/bookings/booking-table.tsx';
import { NewBooking } from '#components/requests/links.tsx';
import { ListScreen } from '#components/table/list-screen.tsx';
import { BOOKINGS } from '#db/queries/bookings.ts';
import { openList } from '../open-list.ts';
import type { SearchParams } from '../records.ts';
import { MODE, SOURCE } from '../selects.ts';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await readWords()).t(BOOKINGS.title) };
}

const NOTHING = {
  icon: CalendarCheck,
  title: 'No booking yet',
  text: 'Bookings appear here when they are submitted.',
};

export default async function BookingsPage({ searchParams }: { searchParams: SearchParams }) {
  const { screen, table, key } = await openList(BOOKINGS, searchParams);
  const mayBook = await maySubmit('booking');
  return (
    <ListScreen {...screen} filters={[MODE, SOURCE]} actions={mayBook && <NewBooking />} nothing={NOTHING}>
      <BookingTable key={key} {...table} />
    </ListScreen>
  );
}
