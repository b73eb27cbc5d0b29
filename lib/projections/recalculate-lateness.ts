import type { Transaction } from '#db/client.ts';
import { deriveConditions, type Fact, lockFacts } from './derive-conditions.ts';

/** Entities that are derived in one transaction. */
const TOGETHER = 200;

type Late = { id: string; lateAt: string | null; overdueAt: string | null };

/**
 * Derives `late_at`, `overdue_at` and the conditions of exceptions of the next entities again after the limits were changed. Returns the
 * ids of the entities; null if there is nothing to do or another worker does it. The last call, which returns none, records that all
 * are done. An interrupted recalculation continues where it stopped.
 */
export async function recalculateNext(tx: Transaction): Promise<string[] | null> {
  const [row] = await tx<{ after: string | null }[]>`
    select after_entity as after from lateness_settings where not recalculated for update skip locked`;
  if (!row) return null;
  const facts = await nextEntities(tx, row.after);
  const last = facts.at(-1)?.id ?? null;
  await tx`update lateness_settings set after_entity = ${last}, recalculated = ${last === null}`;
  const projections = await deriveConditions(tx, facts);
  await writeLate(
    tx,
    [...projections].map(([id, rows]): Late => {
      const shipment = rows.shipments?.get(id);
      const lateAt = (shipment ?? rows.purchaseOrders?.get(id))?.lateAt ?? null;
      return { id, lateAt, overdueAt: shipment?.overdueAt ?? null };
    }),
  );
  return [...projections.keys()];
}

/** Limits decide when something is late or overdue, never whether it can be: entities without these instants keep none. */
async function nextEntities(tx: Transaction, after: string | null): Promise<Fact[]> {
  const next = after ? tx`id > ${after}::uuid and` : tx``;
  return lockFacts(
    tx,
    tx`select id from (
      (select id from shipments where ${next} (late_at is not null or overdue_at is not null) order by id limit ${TOGETHER})
      union all
      (select id from purchase_orders where ${next} late_at is not null order by id limit ${TOGETHER})
    ) judged order by id limit ${TOGETHER}`,
  );
}

async function writeLate(tx: Transaction, late: readonly Late[]): Promise<void> {
  const given = tx`json_to_recordset(${JSON.stringify(late)}::text::json)
    as given(id uuid, "lateAt" timestamptz, "overdueAt" timestamptz)`;
  await tx`
    update shipments set late_at = given."lateAt", overdue_at = given."overdueAt" from ${given}
    where shipments.id = given.id and (late_at, overdue_at) is distinct from (given."lateAt", given."overdueAt")`;
  await tx`
    update purchase_orders set late_at = given."lateAt" from ${given}
    where purchase_orders.id = given.id and late_at is distinct from given."lateAt"`;
}
