import { and, eq, lt, type SQL } from 'drizzle-orm';
import type { Database } from '../client.ts';
import { bookings } from '../schema/index.ts';
import { type Counts, countBy } from './facets.ts';
import { type LinkedShipment, type StepRow, shipmentsOf, stepsOf, withShipments } from './linked.ts';
import { type Listing, type ListPage, type Paging, readPage, type Sort } from './list.ts';
import { bytewise, isOneOf, matches, type RecordFilter, todayOf } from './record-filters.ts';

export type BookingRow = typeof bookings.$inferSelect;
export type BookingListItem = BookingRow & { shipments: LinkedShipment[] };
export type BookingDetail = BookingListItem & { steps: StepRow[] };

export type BookingFilter = RecordFilter & {
  mode?: string | undefined;
  /** Only those whose cargo should be ready by now and which nobody has confirmed. */
  late?: boolean | undefined;
};

/** How bookings may be sorted. */
export const BOOKING_SORTS = {
  learnedAt: { by: bookings.learnedAt, form: 'instant', first: 'desc', key: (row) => row.learnedAt },
  number: { by: bytewise(bookings.searchable), form: 'text', first: 'asc', key: (row) => row.searchable },
  cargoReadyOn: {
    by: bookings.cargoReadyOn,
    form: 'text',
    nullable: true,
    first: 'asc',
    key: (row) => row.cargoReadyOn,
  },
} as const satisfies Record<string, Sort<BookingRow>>;

export const UNCONFIRMED_BOOKINGS = ['draft', 'submitted'] as const;

/** Lists bookings with their shipments, by default the one that we learned of last first. */
export async function listBookings(db: Database, filter: BookingFilter & Paging): Promise<ListPage<BookingListItem>> {
  const listing: Listing<BookingRow> = {
    id: bookings.id,
    sorts: BOOKING_SORTS,
    sort: 'learnedAt',
    read: (where, order, limit) =>
      db
        .select()
        .from(bookings)
        .where(where)
        .orderBy(...order)
        .limit(limit),
  };
  const page = await readPage(listing, conditions(db, filter), filter);
  return { ...page, data: await withShipments(db, page.data) };
}

/** Counts by `status` or `mode` under the other filters; `late` beside them. */
export function countBookingsBy(db: Database, by: 'status' | 'mode', filter: BookingFilter = {}): Promise<Counts> {
  const others = { ...filter, [by]: undefined };
  const also = { late: isLate(filter) };
  return countBy(db, { table: bookings, column: bookings[by], where: conditions(db, others), also });
}

function conditions(db: Database, filter: BookingFilter): SQL | undefined {
  return and(
    matches(db, 'booking', bookings, filter),
    filter.mode ? eq(bookings.mode, filter.mode) : undefined,
    filter.late ? isLate(filter) : undefined,
  );
}

function isLate(filter: BookingFilter): SQL {
  const open = isOneOf(bookings.status, UNCONFIRMED_BOOKINGS);
  return and(open, lt(bookings.cargoReadyOn, todayOf(filter))) ?? open;
}

/** One booking with what happened to it and its shipments, or null. */
export async function getBooking(db: Database, id: string): Promise<BookingDetail | null> {
  const [row] = await db.select().from(bookings).where(eq(bookings.id, id));
  if (!row) return null;
  const [steps, shipments] = await Promise.all([stepsOf(db, id), shipmentsOf(db, id)]);
  return { ...row, steps, shipments };
}
