import type { Transaction } from '#db/client.ts';
import { readRows } from '#db/rows.ts';
import type { exceptionCases, exceptionConditions } from '#db/schema/index.ts';
import { isCharge } from '#lib/model/exception.ts';
import type { Tariff } from '#lib/model/tariff.ts';
import type { WorkingHours } from '#lib/model/working-hours.ts';
import { countMilestones, type LastMilestone } from './last-milestones.ts';
import { loadSettings } from './settings.ts';
import { loadTariffs } from './tariffs.ts';

/** An exception as it is stored; instants as ISO 8601 UTC. */
export type CaseRow = typeof exceptionCases.$inferSelect;

/**
 * A condition that is due, with the shipment of its entity, the working hours, who gets it if it opens, null for nobody, and the tariffs
 * of what is charged after its free time, the most specific first.
 */
export type DueCondition = typeof exceptionConditions.$inferSelect & {
  shipmentId: string | null;
  calendar: WorkingHours;
  defaultOwner: string | null;
  tariffs: readonly Tariff[];
};

type Found = Omit<typeof exceptionConditions.$inferSelect, 'opensAt' | 'endsAt' | 'deadline' | 'evidenceAt'> & {
  shipmentId: string | null;
  customer: string | null;
  opensAt: Date;
  endsAt: Date | null;
  deadline: Date | null;
  evidenceAt: Date;
  lastCode: string | null;
  lastAt: Date | null;
  satisfied: string[] | null;
};

/** The conditions of entities that are due at an instant, and the last milestones of their shipments by id. */
export async function loadDue(
  tx: Transaction,
  ids: readonly string[],
  asOf: string,
): Promise<{ due: DueCondition[]; milestones: Map<string, LastMilestone> }> {
  const reading = tx<Found[]>`
    select condition.entity_type as "entityType", condition.entity_id as "entityId", type, part, severity,
      opens_at as "opensAt", ends_at as "endsAt", deadline, evidence_at as "evidenceAt", condition.event_id as "eventId",
      details, shipment.id as "shipmentId", shipment.customer, shipment.last_milestone as "lastCode", shipment.last_milestone_at as "lastAt",
      case when type = 'document.missing' then array(
        select unnest(document.satisfies) from shipment_records as link
        join documents as document on document.id = link.record_id and not document.removed
        where link.shipment_id = condition.entity_id and link.record_type = 'document') end as satisfied
    from exception_conditions as condition
    left join lateral (
      select id, customer, last_milestone, last_milestone_at from shipments where id = condition.entity_id
      union all
      (select id, customer, last_milestone, last_milestone_at from shipments
        where condition.entity_type in ('invoice', 'purchase_order', 'booking') and id in (select shipment_id from shipment_records where record_id = condition.entity_id)
        order by id limit 1)
      limit 1) as shipment on true
    where condition.entity_id = any(${[...ids]}::uuid[]) and opens_at <= ${asOf} and (ends_at is null or ends_at > ${asOf})`;
  const [{ calendar, ownerOf }, counts, rows] = await Promise.all([loadSettings(tx), countsAwaited(tx, ids), reading]);
  const tariffsOf = await loadTariffs(
    tx,
    rows.flatMap(({ type, part }) => (isCharge(type) ? part : [])),
  );
  const milestones = new Map<string, LastMilestone>();
  const due = rows.flatMap(({ lastCode, lastAt, satisfied, customer, ...row }): DueCondition[] => {
    const count = counts.get(row.shipmentId ?? '');
    const last = { code: lastCode, at: textOf(lastAt) };
    milestones.set(row.entityId, count === undefined ? last : { ...last, milestones: count });
    const condition = {
      ...row,
      opensAt: row.opensAt.toISOString(),
      endsAt: textOf(row.endsAt),
      deadline: textOf(row.deadline),
      evidenceAt: row.evidenceAt.toISOString(),
      calendar,
      defaultOwner: ownerOf(row.type, customer),
      tariffs: tariffsOf(row),
    };
    if (satisfied === null) return [condition];
    const documents = (row.details.documents ?? []).filter((key) => !satisfied.includes(key));
    return documents.length === 0 ? [] : [{ ...condition, details: { ...row.details, documents } }];
  });
  return { due, milestones };
}

/** How many milestones of the shipments have happened for whose next one an exception waits, by shipment. */
async function countsAwaited(tx: Transaction, ids: readonly string[]): Promise<Map<string, number>> {
  const rows = await tx<{ id: string; milestones: number }[]>`
    select id, ${countMilestones(tx)} as milestones from (
      select distinct shipment_id as id from exception_cases
      where entity_id = any(${[...ids]}::uuid[]) and closed_at is null and snoozed_for->>'until' = 'milestone') as shipment
    where id is not null`;
  return new Map(rows.map(({ id, milestones }) => [id, milestones]));
}

/** The open exceptions of entities, locked in the order of their ids. */
export async function loadOpenCases(tx: Transaction, ids: readonly string[]): Promise<CaseRow[]> {
  return readRows(tx, 'exceptionCases', 'entityId', ids, 'and closed_at is null order by id for update');
}

/** The last generation of keys that were open before, by key; `isOpen` if another transaction opened one meanwhile. */
export async function loadGenerations(
  tx: Transaction,
  keys: readonly Pick<CaseRow, 'entityId' | 'type' | 'part'>[],
): Promise<Map<string, { generation: number; isOpen: boolean }>> {
  if (keys.length === 0) return new Map();
  const given = JSON.stringify(keys.map(({ entityId, type, part }) => ({ entityId, type, part })));
  const rows = await tx<{ entityId: string; type: string; part: string; generation: number; isOpen: boolean }[]>`
    select entity_id as "entityId", past.type, past.part, max(generation) as generation, bool_or(closed_at is null) as "isOpen"
    from json_to_recordset(${given}::text::json) as given("entityId" uuid, type text, part text)
    join exception_cases as past
      on past.entity_id = given."entityId" and past.type = given.type and past.part = given.part
    group by entity_id, past.type, past.part`;
  return new Map(rows.map((row) => [keyOf(row), row]));
}

/** The key of an exception; one is open at a time. */
export function keyOf({ entityId, type, part }: { entityId: string; type: string; part: string }): string {
  return `${entityId} ${type} ${part}`;
}

const textOf = (at: Date | null) => at?.toISOString() ?? null;
