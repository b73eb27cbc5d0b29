import type { Sql } from '#db/client.ts';
import { shareProjections } from '#db/projection-lock.ts';
import { followUp } from '#lib/pipeline/follow-ups.ts';
import { applyEvents, type NormalisedEvent } from '#lib/projections/apply.ts';

/** Applies events in one transaction with all that follows from them. */
export async function applyBatch(sql: Sql, ...events: NormalisedEvent[]): Promise<void> {
  await sql.begin(async (tx) => {
    await shareProjections(tx);
    await followUp(tx, { ...(await applyEvents(tx, events)), fetched: new Map() });
  });
}

/** An exception without its ids. */
export type ShownException = { type: string; part: string; generation: number; state: string; severity: number };

/** The exceptions of a shipment by its id at the provider, and of the invoices with that id, by type, part and generation. */
export async function exceptionsOf(sql: Sql, externalId: string): Promise<ShownException[]> {
  const rows = await sql<ShownException[]>`
    select cases.type, cases.part, generation, severity,
      case when closed_at is not null then 'ended' when resolved_at is not null then 'resolved'
        when snoozed_at is not null then 'snoozed' else 'open' end as state
    from exception_cases as cases
    where entity_id in (select id from shipments where external_id = ${externalId} union select id from invoices where external_id = ${externalId})
    order by cases.type, cases.part, generation`;
  return [...rows];
}

/** The open types of a shipment. */
export async function openTypes(sql: Sql, externalId: string): Promise<string[]> {
  const rows = await exceptionsOf(sql, externalId);
  return rows.filter(({ state }) => state === 'open').map(({ type }) => type);
}
