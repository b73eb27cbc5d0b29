import { type SQL, type SQLWrapper, sql } from 'drizzle-orm';
import type { Database } from '../client.ts';
import {
  carrierKey,
  customerKey,
  partyKey,
  portOfDischargeCode,
  portOfLoadingCode,
  vesselKey,
} from '../schema/columns.ts';
import { bytewise, LAST } from './record-filters.ts';
import { isSupplier } from './shipment-filters.ts';

/** Maximum of suggested values. */
const VALUES = 10;

/** Where the values of a filter are: `key` is indexed, `shown` a value as users write it; the form of a key is `fold`. */
type Source = { from: string; key: SQLWrapper; shown: string; fold: 'lower' | 'upper'; where?: SQL };

const ofShipments = (key: SQLWrapper, shown: string): Source => ({ from: 'shipments', key, shown, fold: 'lower' });
const port = (key: SQLWrapper, column: string): Source => ({
  from: 'shipments',
  key,
  shown: `${column}->>'unlocode'`,
  fold: 'upper',
});

const SOURCES = {
  customer: [ofShipments(customerKey, 'customer')],
  supplier: [{ from: 'shipment_parties', key: partyKey, shown: 'name', fold: 'lower', where: isSupplier }],
  port: [port(portOfLoadingCode, 'port_of_loading'), port(portOfDischargeCode, 'port_of_discharge')],
  vessel: [ofShipments(vesselKey, 'vessel')],
  carrier: [ofShipments(carrierKey, 'carrier')],
} as const satisfies Record<string, readonly Source[]>;

/** Filters of shipments with many values, which are suggested while one is typed. */
export type SuggestedFilter = keyof typeof SOURCES;
export const SUGGESTED_FILTERS = Object.keys(SOURCES) as [SuggestedFilter, ...SuggestedFilter[]];

/** The first values of a filter that begin with a text, in any case, sorted. */
export async function suggestValues(db: Database, filter: SuggestedFilter, typed: string): Promise<string[]> {
  const found = await Promise.all(SOURCES[filter].map((source) => valuesOf(db, source, typed)));
  return [...new Set(found.flat())].sort().slice(0, VALUES);
}

/** A loose index scan: one step for each value, however many shipments have it. */
async function valuesOf(db: Database, { from, key, shown, fold, where }: Source, typed: string): Promise<string[]> {
  const table = sql.raw(from);
  const column = bytewise(key);
  const start = sql`${sql.raw(fold)}(${typed})`;
  const those = (beyond: SQL) => sql`from ${table} where ${where ? sql`${where} and` : sql``} ${beyond}`;
  const least = (beyond: SQL) =>
    sql`(select min(${column}) ${those(sql`${beyond} and ${column} < ${start} || ${LAST}`)})`;
  const rows = await db.execute<{ value: string }>(sql`
    with recursive known(key, steps) as (
      select ${least(sql`${column} >= ${start}`)}, 1
      union all
      select ${least(sql`${column} > known.key`)}, steps + 1 from known where known.key is not null and steps < ${VALUES}
    )
    select (select ${sql.raw(shown)} ${those(sql`${column} = known.key`)} limit 1) as value from known where known.key is not null`);
  return rows.map(({ value }) => value);
}
