import { and, eq, lt, type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import { flag, numberStart, provider, shipment, today } from '#lib/model/filter.ts';
import { entityId } from '#lib/model/identity.ts';
import { BOOKING_LABELS } from '#lib/model/labels.ts';
import { BOOKING_STATUSES } from '#lib/model/record.ts';
import { transportModeSchema } from '#lib/model/schema.ts';
import type { Database } from '../client.ts';
import { bookings, shipments } from '../schema/index.ts';
import { declareList, isEqual, rowsOf } from './declared-list.ts';
import { type LinkedShipment, type StepRow, shipmentsOf, stepsOf, withShipments } from './linked.ts';
import { bytewise, isOneOf, matches, type RecordFilter, todayOf } from './record-filters.ts';

export type BookingRow = typeof bookings.$inferSelect;
export type BookingListItem = BookingRow & { shipments: LinkedShipment[] };
export type BookingDetail = BookingListItem & { steps: StepRow[] };

/** Bookings with their shipments. */
export const BOOKINGS = declareList({
  path: '/bookings',
  title: 'Bookings',
  find: 'Booking number',
  filter: z.strictObject({
    q: numberStart,
    status: z.enum(BOOKING_STATUSES).optional().describe('The status.'),
    mode: transportModeSchema.optional().describe('The transport mode.'),
    late: flag('Only unconfirmed bookings whose cargo-ready date has passed.'),
    provider,
    shipment,
    today,
  }),
  apiOnly: ['today'],
  sorts: {
    learnedAt: { by: bookings.learnedAt, form: 'instant', natural: 'desc', key: (row: BookingRow) => row.learnedAt },
    number: { by: bytewise(bookings.searchable), form: 'text', natural: 'asc', key: (row) => row.searchable },
    cargoReadyOn: {
      by: bookings.cargoReadyOn,
      form: 'text',
      nullable: true,
      natural: 'asc',
      key: (row) => row.cargoReadyOn,
    },
  },
  id: bookings.id,
  from: bookings,
  facets: { status: { column: bookings.status, values: BOOKING_STATUSES } },
  tabs: {
    special: [{ key: 'late', label: 'Awaiting confirmation', set: { late: 'true' }, late: true }],
    by: 'status',
    labels: BOOKING_LABELS,
  },
  where: (db, query): SQL | undefined =>
    and(
      matches(db, 'booking', bookings, { ...query, status: undefined }),
      query.status ? hasStatus(query.status) : undefined,
      isEqual(bookings.mode, query.mode),
      query.late ? isLate(query) : undefined,
    ),
  rows: rowsOf(bookings),
  items: async (db, rows): Promise<BookingListItem[]> => (await withShipments(db, rows)).map(withShippedStatus),
});

const UNCONFIRMED_BOOKINGS = ['draft', 'submitted'] as const;

const OPEN_BOOKINGS = [...UNCONFIRMED_BOOKINGS, 'confirmed'] as const;
const DEPARTED_STATUSES = ['in_transit', 'arrived', 'delivering', 'at_destination', 'delivered'] as const;

/** Whether a shipment of the booking has departed: the booking is then shipped, whatever its source states. */
const hasMoved = sql`exists (select from shipment_records link join shipments on shipments.id = link.shipment_id
  where link.record_id = ${bookings.id} and ${isOneOf(shipments.status, DEPARTED_STATUSES)})`;

function withShippedStatus<Row extends BookingListItem>(row: Row): Row {
  const isOpen = OPEN_BOOKINGS.some((status) => status === row.status);
  const moved = row.shipments.some(({ status }) => DEPARTED_STATUSES.some((one) => one === status));
  return isOpen && moved ? { ...row, status: 'shipped' } : row;
}

function hasStatus(status: string): SQL {
  const stored = sql`${bookings.status} = ${status}`;
  if (status === 'shipped') return sql`(${stored} or (${isOneOf(bookings.status, OPEN_BOOKINGS)} and ${hasMoved}))`;
  return OPEN_BOOKINGS.some((one) => one === status) ? sql`${stored} and not ${hasMoved}` : stored;
}

function isLate(query: RecordFilter): SQL {
  const open = isOneOf(bookings.status, UNCONFIRMED_BOOKINGS);
  return and(open, lt(bookings.cargoReadyOn, todayOf(query)), sql`not ${hasMoved}`) ?? open;
}

/** One booking with its steps and shipments, or null. */
export async function getBooking(db: Database, id: string): Promise<BookingDetail | null> {
  const [row] = await db.select().from(bookings).where(eq(bookings.id, id));
  if (!row) return null;
  const [steps, linked] = await Promise.all([stepsOf(db, id), shipmentsOf(db, id)]);
  return withShippedStatus({ ...row, steps, shipments: linked });
}

/** A booking by its id at a provider, or null. */
export async function bookingOf(db: Database, source: string, externalId: string): Promise<BookingRow | null> {
  const id = entityId('booking', source, externalId);
  const [row] = await db.select().from(bookings).where(eq(bookings.id, id));
  return row ?? null;
}
