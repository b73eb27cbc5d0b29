import { type SQL, sql } from 'drizzle-orm';
import { ARRIVAL_CHECKLISTS, CUSTOMS_TERRITORIES } from '#lib/model/checklist.ts';
import { COUNTED_UP_TO, type Counts } from '#lib/model/count.ts';
import { hasArrived } from '#lib/model/lateness.ts';
import { TRANSPORT_MODES } from '#lib/model/quantity.ts';
import { STAGES, type Stage } from '#lib/model/shipment.ts';
import type { Database } from '../client.ts';
import { documents, shipmentRecords, shipments } from '../schema/index.ts';
import { capped } from './facets.ts';
import { isOneOf } from './record-filters.ts';
import { open } from './shipment-views.ts';

/** Days of the next arrivals, today included. */
export const ARRIVAL_DAYS = 7;

/** Whether the status proves the arrival, as `hasArrived` states for each mode. */
const arrivedByStatus = sql`case ${shipments.mode} ${sql.join(
  TRANSPORT_MODES.map(
    (mode) => sql`when ${sql.raw(`'${mode}'`)} then ${isOneOf(shipments.status, arrivedStages(mode))}`,
  ),
  sql` `,
)} else ${isOneOf(shipments.status, arrivedStages(null))} end`;

function arrivedStages(mode: string | null): Stage[] {
  return (Object.keys(STAGES) as Stage[]).filter((stage) => hasArrived(stage, mode));
}

/**
 * Shipments that arrive next: not ended, not arrived, and with an ETA before the end of `days` days in UTC, today included. Those
 * whose ETA has passed are among them. The first two conditions are those of the index `shipments_awaited_idx`.
 */
export function arrivesWithin(days: number): SQL {
  const end = sql`date_trunc('day', now(), 'UTC') + interval '${sql.raw(String(days))} days'`;
  return sql`${open} and ${shipments.arrived} is null and ${shipments.etaAt} < ${end} and not ${arrivedByStatus}`;
}

/** The number of shipments that arrive next, `COUNTED_UP_TO + 1` at most. */
export async function countArrivals(db: Database): Promise<number> {
  const [row] = await db.execute<{ count: number }>(capped(shipments, arrivesWithin(ARRIVAL_DAYS)));
  return row?.count ?? 0;
}

/** The first of two places that states a country. */
const countryOf = (place: SQL, port: SQL) => sql`nullif(coalesce(${place}->>'country', ${port}->>'country'), '')`;
const from = countryOf(sql`${shipments.origin}`, sql`${shipments.portOfLoading}`);
const to = countryOf(sql`${shipments.destination}`, sql`${shipments.portOfDischarge}`);
const territories = sql.raw(`'${JSON.stringify(CUSTOMS_TERRITORIES)}'::jsonb`);
const territoryOf = (country: SQL) => sql`coalesce(${territories}->>${country}, ${country})`;

/** Whether the trade of a shipment is domestic, as `tradeOfShipment` derives it: null if a country is unknown. */
const isDomestic = sql`${territoryOf(from)} = ${territoryOf(to)}`;

/** The keys of the required documents that the documents of a shipment satisfy. */
const satisfied = sql`array(
  select unnest(${documents.satisfies}) from ${shipmentRecords}
  join ${documents} on ${documents.id} = ${shipmentRecords.recordId} and not ${documents.removed}
  where ${shipmentRecords.shipmentId} = ${shipments.id} and ${shipmentRecords.recordType} = 'document')`;

/** The keys of the documents that the shipment of a checklist needs. */
const needed = sql`case when coalesce(${isDomestic}, checklist.is_usually_domestic) then checklist.domestic else checklist.international end`;

/** The checklist of a shipment, or this one document of it: data of the statement, so that it repeats no rule. */
function checklistOf(document?: string): SQL {
  const isWanted = (key: string) => document === undefined || key === document;
  const listed = (keys: readonly string[]) => `'{${keys.filter(isWanted).join()}}'::text[]`;
  const rows = ARRIVAL_CHECKLISTS.filter(({ international, domestic }) =>
    [...international, ...domestic].some(isWanted),
  );
  const values = rows.map(
    ({ mode, usual, international, domestic }) =>
      `('${mode}', ${usual === 'domestic'}, ${listed(international)}, ${listed(domestic)})`,
  );
  return sql`(values ${sql.raw(values.join(', '))}) as checklist(mode, is_usually_domestic, international, domestic)
    where checklist.mode = ${shipments.mode}`;
}

/**
 * Shipments that lack a document due by their arrival, or this one. A scalar subquery is evaluated along the index until the page is
 * full; `exists` would become a join with all arrivals.
 */
export function lacksDocument(document?: string): SQL {
  return sql`(select not ${needed} <@ ${satisfied} from ${checklistOf(document)})`;
}

/** The number of shipments with a condition that lack each document, by its key, and of all that lack any as `total`; one reading. */
export async function countLacking(db: Database, where: SQL | undefined): Promise<Counts> {
  const most = sql.raw(String(COUNTED_UP_TO + 1));
  const rows = await db.execute<{ key: string; count: number }>(sql`
    with lacking as materialized (
      select (select array(select unnest(${needed}) except select unnest(${satisfied})) from ${checklistOf()}) as keys
      from ${shipments} where ${where})
    select key, least(count(*), ${most})::int as count from lacking, unnest(keys) as key group by key
    union all select 'total', least(count(*), ${most})::int from lacking where keys <> '{}'`);
  return Object.fromEntries(rows.map(({ key, count }) => [key, count]));
}
