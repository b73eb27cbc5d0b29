import { and, desc, eq, inArray, type SQL } from 'drizzle-orm';
import { z } from 'zod';
import { REQUEST_LABELS } from '#lib/model/labels.ts';
import { BOOKING_STATUSES, type BookingStatus } from '#lib/model/record.ts';
import { REQUEST_STATES, REQUESTS, type RequestKind } from '#lib/model/request.ts';
import type { Database } from '../client.ts';
import { bookings, providerRequests } from '../schema/index.ts';
import { declareList, isEqual, rowsOf } from './declared-list.ts';

export type RequestRow = typeof providerRequests.$inferSelect;
/** `bookingStatus`, `bookingNumber`: of the booking that it made or amended; null for products, and before the booking is stored. */
export type RequestItem = RequestRow & { bookingStatus: BookingStatus | null; bookingNumber: string | null };

const KINDS = Object.keys(REQUESTS) as [RequestKind, ...RequestKind[]];

/** Requests to providers. */
export const PROVIDER_REQUESTS = declareList({
  path: '/requests',
  title: 'Requests',
  filter: z.strictObject({
    kind: z.enum(KINDS).optional().describe('The kind of request.'),
    state: z.enum(REQUEST_STATES).optional().describe('The state of the request.'),
  }),
  sorts: {
    submittedAt: {
      by: providerRequests.submittedAt,
      form: 'instant',
      natural: 'desc',
      key: (row: RequestRow) => row.submittedAt,
    },
  },
  id: providerRequests.id,
  from: providerRequests,
  facets: { state: { column: providerRequests.state } },
  tabs: { by: 'state', labels: REQUEST_LABELS },
  where: (_db, { state, kind }): SQL | undefined =>
    and(isEqual(providerRequests.state, state), isEqual(providerRequests.kind, kind)),
  rows: rowsOf(providerRequests),
  items: withBookings,
});

/** One request, or null. */
export async function getRequest(db: Database, id: string): Promise<RequestItem | null> {
  const rows = await db.select().from(providerRequests).where(eq(providerRequests.id, id));
  const [item] = await withBookings(db, rows);
  return item ?? null;
}

/** A booking that disappeared at its provider was cancelled there: its API has no status for that. */
async function withBookings(db: Database, rows: RequestRow[]): Promise<RequestItem[]> {
  const ids = rows.flatMap(({ recordId }) => recordId ?? []);
  const { id, number, status, removed } = bookings;
  const columns = { id, number, status, removed };
  const found = ids.length > 0 ? await db.select(columns).from(bookings).where(inArray(id, ids)) : [];
  const byId = new Map(found.map((one) => [one.id, one]));
  return rows.map((row) => {
    const booking = byId.get(row.recordId ?? '');
    const reached = BOOKING_STATUSES.find((one) => one === (booking?.removed ? 'cancelled' : booking?.status));
    return { ...row, bookingStatus: reached ?? null, bookingNumber: booking?.number ?? null };
  });
}

/** The request that a caller submitted with an idempotency key, or null. */
export async function requestWithKey(
  db: Database,
  { name, key }: { name: string; key: string },
): Promise<RequestRow | null> {
  const [row] = await db
    .select()
    .from(providerRequests)
    .where(and(eq(providerRequests.submittedBy, name), eq(providerRequests.idempotencyKey, key)));
  return row ?? null;
}

/** The name that accepted requests gave to a booking; null if none did. */
export async function nameRequested(db: Database, recordId: string): Promise<string | null> {
  const rows = await db
    .select({ input: providerRequests.input })
    .from(providerRequests)
    .where(and(eq(providerRequests.recordId, recordId), eq(providerRequests.state, 'accepted')))
    .orderBy(desc(providerRequests.submittedAt))
    .limit(REQUESTS_OF_BOOKING);
  return rows.flatMap(({ input }) => ('name' in input && input.name) || []).at(0) ?? null;
}

/** More requests of one booking are not read. */
const REQUESTS_OF_BOOKING = 100;
