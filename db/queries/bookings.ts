import { and, eq, lt, type SQL, sql } from 'drizzle-orm';
import type { Database } from '../client.ts';
import { bookings, shipments } from '../schema/index.ts';
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
  return { ...page, data: (await withShipments(db, page.data)).map(withMoved) };
}

const OPEN_BOOKINGS = [...UNCONFIRMED_BOOKINGS, 'confirmed'] as const;
const MOVED = ['in_transit', 'arrived', 'delivering', 'at_destination', 'delivered'] as const;

/** Whether a shipment that came of a booking has left: then it is shipped, whatever its source still calls it. */
const hasMoved = sql`exists (select from shipment_records link join shipments on shipments.id = link.shipment_id
  where link.record_id = ${bookings.id} and ${isOneOf(shipments.status, MOVED)})`;

function withMoved<Row extends BookingListItem>(row: Row): Row {
  const isOpen = OPEN_BOOKINGS.some((status) => status === row.status);
  const moved = row.shipments.some(({ status }) => MOVED.some((one) => one === status));
  return isOpen && moved ? { ...row, status: 'shipped' } : row;
}

/** Counts by `status` or `mode` under the other filters; `late` beside them. */
export async function countBookingsBy(
  db: Database,
  by: 'status' | 'mode',
  filter: BookingFilter = {},
): Promise<Counts> {
  const others = { ...filter, [by]: undefined };
  const moved = OPEN_BOOKINGS.map((status) => [`moved ${status}`, sql`${bookings.status} = ${status} and ${hasMoved}`]);
  const also = { late: isLate(filter), ...(by === 'status' && Object.fromEntries(moved)) };
  const counts = await countBy(db, { table: bookings, column: bookings[by], where: conditions(db, others), also });
  return by === 'status' ? movedOver(counts) : counts;
}

/** Counts bookings that have shipped as such, and no longer under what their source calls them. */
function movedOver(stored: Counts): Counts {
  const counts = { ...stored };
  for (const status of OPEN_BOOKINGS) {
    const moved = counts[`moved ${status}`] ?? 0;
    delete counts[`moved ${status}`];
    if (moved === 0) continue;
    counts[status] = (counts[status] ?? 0) - moved;
    counts.shipped = (counts.shipped ?? 0) + moved;
    if (counts[status] === 0) delete counts[status];
  }
  return counts;
}

function conditions(db: Database, filter: BookingFilter): SQL | undefined {
  return and(
    matches(db, 'booking', bookings, { ...filter, status: undefined }),
    filter.status ? hasStatus(filter.status) : undefined,
    filter.mode ? eq(bookings.mode, filter.mode) : undefined,
    filter.late ? isLate(filter) : undefined,
  );
}

function hasStatus(status: string): SQL {
  const stored = sql`${bookings.status} = ${status}`;
  if (status === 'shipped') return sql`(${stored} or (${isOneOf(bookings.status, OPEN_BOOKINGS)} and ${hasMoved}))`;
  return OPEN_BOOKINGS.some((one) => one === status) ? sql`${stored} and not ${hasMoved}` : stored;
}

function isLate(filter: BookingFilter): SQL {
  const open = isOneOf(bookings.status, UNCONFIRMED_BOOKINGS);
  return and(open, lt(bookings.cargoReadyOn, todayOf(filter)), sql`not ${hasMoved}`) ?? open;
}

/** One booking with what happened to it and its shipments, or null. */
export async function getBooking(db: Database, id: string): Promise<BookingDetail | null> {
  const [row] = await db.select().from(bookings).where(eq(bookings.id, id));
  if (!row) return null;
  const [steps, linked] = await Promise.all([stepsOf(db, id), shipmentsOf(db, id)]);
  return withMoved({ ...row, steps, shipments: linked });
}
