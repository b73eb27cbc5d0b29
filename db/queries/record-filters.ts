import { and, eq, type SQL, type SQLWrapper, sql } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { shipmentRecords } from '#db/schema/index.ts';
import { now } from '#lib/clock.ts';
import type { RecordType } from '#lib/model/record.ts';
import { searchable } from '#lib/model/reference.ts';

/** The filters of every list of records. */
export type RecordFilter = {
  provider?: string | undefined;
  status?: string | undefined;
  /** A prefix of the number; case, spaces and punctuation are ignored. */
  q?: string | undefined;
  /** Only records of this shipment. */
  shipment?: string | undefined;
  /** The day from which lateness is counted, YYYY-MM-DD; today in UTC when left out. */
  today?: string | undefined;
};

/** Greater than every other character. */
export const LAST = '\u{10FFFF}';

/** Sorted and compared by byte, like its index, in any locale of the database. */
export function bytewise(column: SQLWrapper): SQL {
  return sql`(${column}) collate "C"`;
}

/** Whether a search column has a prefix; undefined if the prefix is empty after normalisation. */
export function beginsWith(column: SQLWrapper, typed: string | undefined): SQL | undefined {
  return startsWith(column, searchable(typed ?? ''));
}

/** A range instead of `like`: the planner can use it in a prepared statement too. */
export function startsWith(column: SQLWrapper, typed: string): SQL | undefined {
  // PostgreSQL cannot store text with a NUL.
  const start = typed.replaceAll('\0', '').slice(0, 200);
  if (start === '') return undefined;
  return sql`${bytewise(column)} >= ${start} and ${bytewise(column)} < ${start + LAST}`;
}

type RecordColumns = Readonly<Record<'id' | 'provider' | 'status' | 'searchable', SQLWrapper>>;

/** The conditions on the columns that every record has. */
export function matches(
  db: Database,
  recordType: RecordType,
  table: RecordColumns,
  filter: RecordFilter,
): SQL | undefined {
  return and(
    filter.provider ? sql`${table.provider} = ${filter.provider}` : undefined,
    filter.status ? sql`${table.status} = ${filter.status}` : undefined,
    beginsWith(table.searchable, filter.q),
    filter.shipment ? sql`${table.id} in ${ofShipment(db, recordType, filter.shipment)}` : undefined,
  );
}

function ofShipment(db: Database, recordType: RecordType, shipment: string) {
  return db
    .select({ id: shipmentRecords.recordId })
    .from(shipmentRecords)
    .where(and(eq(shipmentRecords.shipmentId, shipment), eq(shipmentRecords.recordType, recordType)));
}

export function todayOf({ today }: Pick<RecordFilter, 'today'>): string {
  return today ?? now().slice(0, 10);
}

/** `column in (…)` with literal values, so that the planner can use a partial index. */
export function isOneOf(column: SQLWrapper, values: readonly string[]): SQL {
  return sql`${column} in (${sql.raw(values.map((value) => `'${value}'`).join(', '))})`;
}
