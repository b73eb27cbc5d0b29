import type { Transaction } from '#db/client.ts';
import { upsertRows } from '#db/rows.ts';
import { now } from '#lib/clock.ts';
import { readLateness } from '#lib/model/lateness-schema.ts';
import { asShown } from './apply.ts';
import { readLedger } from './ledger.ts';
import { type Entity, projectEntity } from './project-entity.ts';
import type { RowOf } from './projection.ts';

/** Entities that are derived in one transaction. */
const TOGETHER = 200;

type Fact = Entity & { ledger: string; dueAt: string | null };
type Late = { id: string; lateAt: string | null; overdueAt: string | null };

/**
 * Derives `late_at`, `overdue_at` and the conditions of exceptions of the next entities again after the limits were changed. Returns the
 * ids of the entities; null if there is nothing to do or another worker does it. The last call, which returns none, records that all
 * are done. An interrupted recalculation continues where it stopped.
 */
export async function recalculateNext(tx: Transaction): Promise<string[] | null> {
  const [row] = await tx<{ limits: unknown; after: string | null }[]>`
    select limits, after_entity as after from lateness_settings where not recalculated for update skip locked`;
  if (!row) return null;
  const facts = await nextEntities(tx, row.after);
  const last = facts.at(-1)?.id ?? null;
  await tx`update lateness_settings set after_entity = ${last}, recalculated = ${last === null}`;
  const context = { asOf: now(), limits: readLateness(row.limits) };
  const conditions: RowOf<'exceptionConditions'>[] = [];
  const late = facts.map((fact): Late => {
    const { asOf, limits } = context;
    const { rows } = projectEntity(fact, readLedger(fact.ledger), { asOf: asShown(fact.dueAt, asOf), limits });
    conditions.push(...(rows.exceptionConditions?.values() ?? []));
    const shipment = rows.shipments?.get(fact.id);
    const lateAt = (shipment ?? rows.purchaseOrders?.get(fact.id))?.lateAt ?? null;
    return { id: fact.id, lateAt, overdueAt: shipment?.overdueAt ?? null };
  });
  await writeLate(tx, late);
  const ids = facts.map(({ id }) => id);
  await tx`delete from exception_conditions where entity_id = any(${ids}::uuid[])`;
  await upsertRows(tx, 'exceptionConditions', conditions);
  return ids;
}

/** Limits decide when something is late or overdue, never whether it can be: entities without these instants keep none. */
async function nextEntities(tx: Transaction, after: string | null): Promise<Fact[]> {
  const next = after ? tx`id > ${after}::uuid and` : tx``;
  return tx<Fact[]>`
    select id, entity_type as "entityType", provider, external_id as "externalId", ledger,
      to_char(due_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "dueAt"
    from facts where id in (
      select id from (
        (select id from shipments where ${next} (late_at is not null or overdue_at is not null) order by id limit ${TOGETHER})
        union all
        (select id from purchase_orders where ${next} late_at is not null order by id limit ${TOGETHER})
      ) judged order by id limit ${TOGETHER}
    ) order by id for update`;
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
