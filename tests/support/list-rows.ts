import { randomUUID } from 'node:crypto';
import { getTableColumns } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';
import type { Database } from '#db/client.ts';
import type { DeclaredList } from '#db/queries/declared-list.ts';
import { MISSING_DOCUMENTS } from '#db/queries/missing-documents.ts';
import {
  bookings,
  containers,
  deliveries,
  documents,
  drift,
  exceptionCases,
  invoices,
  parties,
  products,
  providerRequests,
  purchaseOrders,
  reconcileRuns,
  replays,
  shipments,
} from '#db/schema/index.ts';

/** Rows of each table. */
export const ROWS = 41;

/** Those of them whose shipment has an ETA: every column that may be empty is so in a quarter of the rows. */
const ROWS_WITH_ETA = 31;

/** The rows of a list without a filter: all of its table, or the shipments with an ETA, which are all overdue and lack documents. */
export function rowsIn({ path }: Pick<DeclaredList, 'path'>): number {
  return path === MISSING_DOCUMENTS.path ? ROWS_WITH_ETA : ROWS;
}

/** Few values for many rows, so that there are ties; texts whose order depends on the collation. */
const POOLS = {
  text: ['', '100', '20', 'A', 'a', 'Z', 'z-1', 'é', 'ÿ', '😀', '￿'],
  day: ['2026-02-28', '2026-03-01', '2026-03-02', '2027-01-01'],
  instant: ['2026-03-01T00:00:00.000Z', '2026-03-01T00:00:00.001Z', '2025-12-31T23:59:59.999Z'],
  number: ['-5', '0', '0.30', '9', '10', '100.05', '99999999999999999.99'],
};

const FIXED: Readonly<Record<string, unknown>> = {
  status: 'draft',
  state: 'queued',
  entityType: 'booking',
  part: null,
  progress: [],
  satisfies: [],
  cause: 'conflict',
};

/** Fills the table of every list, with the same rows on each call; every nullable column is null in some of them. */
export async function fillLists(db: Database): Promise<void> {
  const ids = await fill(db, shipments, { status: () => 'planned', mode: () => 'ocean', arrived: () => null });
  await fill(db, containers, { shipmentId: (at) => ids[at % ids.length] });
  for (const table of [bookings, purchaseOrders, products, invoices, documents, parties, drift]) await fill(db, table);
  await fill(db, exceptionCases, OPEN_EXCEPTIONS);
  await fill(db, deliveries, { status: () => 'accepted', contents: () => null });
  await fill(db, replays, { filter: () => ({ status: 'dead_letter' }) });
  await fill(db, reconcileRuns, { finishedAt: () => POOLS.instant[0] });
  await fill(db, providerRequests, { idempotencyKey: () => null });
}

type Overrides = Readonly<Record<string, (at: number) => unknown>>;

/** Those that need attention, which the list of exceptions contains without a filter. */
const OPEN_EXCEPTIONS: Overrides = {
  entityType: () => 'shipment',
  type: () => 'hold.customs',
  part: () => '',
  closedAt: () => null,
  resolvedAt: () => null,
  snoozedAt: () => null,
};

async function fill(db: Database, table: PgTable, overrides: Overrides = {}): Promise<string[]> {
  const rows = Array.from({ length: ROWS }, (_, at) =>
    Object.fromEntries(
      Object.entries(getTableColumns(table)).map(([name, column], place) => {
        const override = overrides[name];
        if (override) return [name, override(at)];
        const isEmpty = !column.notNull && (at + place) % 4 === 0;
        return [name, isEmpty ? null : sampleOf(name, column.getSQLType(), at * (place + 3))];
      }),
    ),
  );
  await db.insert(table).values(rows);
  return rows.map((row) => String(row.id));
}

function sampleOf(name: string, type: string, seed: number): unknown {
  const from = (pool: readonly string[]) => pool[seed % pool.length];
  if (name in FIXED) return FIXED[name];
  if (type === 'uuid') return randomUUID();
  if (type.startsWith('timestamp')) return from(POOLS.instant);
  if (type === 'numeric') return from(POOLS.number);
  if (type === 'boolean') return false;
  if (/^(integer|smallint|bigint)/.test(type)) return seed % 3;
  if (type === 'json') return {};
  if (type === 'bytea') return new Uint8Array();
  return from(/On$|Day$|Until$/.test(name) ? POOLS.day : POOLS.text);
}
