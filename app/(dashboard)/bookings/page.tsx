import { CalendarCheck } from 'lucide-react';
import type { Metadata } from 'next';
import { counted } from '#app/(dashboard)/cached-count.ts';
import { countedBy, viewsOf } from '#app/(dashboard)/load-saved-views.ts';
import { BookingTable } from '#components/bookings/booking-table.tsx';
import { BOOKING_LABELS } from '#components/record/words.ts';
import { NewBooking } from '#components/requests/links.tsx';
import { MODE_OPTIONS } from '#components/shipments/options.ts';
import { ListScreen } from '#components/table/list-screen.tsx';
import { type ListState, readState, stateSearch } from '#components/table/list-state.ts';
import { tabsOf } from '#components/table/tabs.ts';
import { database } from '#db/client.ts';
import { BOOKING_SORTS, listBookings } from '#db/queries/bookings.ts';
import { requireUser } from '#lib/auth/require-user.ts';
import { providerOptions } from '../provider-titles.ts';
import { listSpec, pagingOf, type SearchParams, shipmentShown } from '../records.ts';

export const metadata: Metadata = { title: 'Bookings' };

const SPEC = listSpec('/bookings', ['q', 'status', 'late', 'mode', 'provider', 'shipment'], BOOKING_SORTS);
const NOTHING = {
  icon: CalendarCheck,
  title: 'No booking yet',
  text: 'Each booking stands here from the moment somebody asks for space until it sails.',
};

const narrowed = ({ q, status, mode, provider, shipment }: ListState) => ({ q, status, mode, provider, shipment });
const countsOf = (state: ListState) => counted('bookings', narrowed(state));

export default async function BookingsPage({ searchParams }: { searchParams: SearchParams }) {
  await requireUser();
  const state = readState(await searchParams, SPEC);
  const [page, counts, applied, views] = await Promise.all([
    listBookings(database(), { ...narrowed(state), late: state.late === 'true', ...pagingOf(state) }),
    countsOf(state),
    shipmentShown(state),
    viewsOf(SPEC, countedBy('status', countsOf)),
  ]);
  return (
    <ListScreen
      title="Bookings"
      find="Booking number"
      spec={SPEC}
      state={state}
      applied={applied}
      views={views}
      tabs={tabsOf({
        spec: SPEC,
        state,
        counts,
        by: 'status',
        labels: BOOKING_LABELS,
        flags: [{ key: 'late', label: 'Awaiting confirmation', late: true }],
      })}
      filters={[
        { key: 'mode', label: 'Mode', all: 'Any mode', options: MODE_OPTIONS },
        { key: 'provider', label: 'Source', all: 'Any source', options: providerOptions },
      ]}
      actions={<NewBooking />}
      isEmpty={page.data.length === 0}
      nothing={NOTHING}
    >
      <BookingTable key={stateSearch(state)} page={page} spec={SPEC} state={state} />
    </ListScreen>
  );
}
