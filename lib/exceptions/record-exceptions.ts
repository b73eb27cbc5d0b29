import type { Transaction } from '#db/client.ts';
import { now } from '#lib/clock.ts';
import type { Effect } from '#lib/projections/record-effects.ts';
import { noteChangedInvoices } from './duplicate-invoices.ts';
import type { CaseRow } from './rows.ts';
import { syncExceptions } from './sync.ts';

/**
 * Opens, changes and closes the exceptions that follow from a transaction: of entities with other conditions, of shipments with
 * another milestone, which may wake a snoozed one, and of shipments whose documents changed. Returns those that changed.
 */
export async function recordExceptions(
  tx: Transaction,
  { effects, judged }: { effects: readonly Effect[]; judged: ReadonlySet<string> },
): Promise<CaseRow[]> {
  const ids = new Set(judged);
  for (const id of await snoozedAmong(tx, effects)) ids.add(id);
  for (const id of await shipmentsOfDocuments(tx, effects)) ids.add(id);
  const changed = await syncExceptions(tx, [...ids], now());
  await noteChangedInvoices(tx, effects);
  return changed;
}

/** The shipments with new milestones, and their invoices, that have an exception which waits for one. */
async function snoozedAmong(tx: Transaction, effects: readonly Effect[]): Promise<string[]> {
  const moved = new Set(effects.flatMap(({ part, entityId }) => (part?.type === 'milestone' ? [entityId] : [])));
  if (moved.size === 0) return [];
  const rows = await tx<{ id: string }[]>`
    select distinct entity_id as id from exception_cases
    where closed_at is null and snoozed_at is not null and snoozed_for is not null and shipment_id = any(${[...moved]}::uuid[])`;
  return rows.map(({ id }) => id);
}

async function shipmentsOfDocuments(tx: Transaction, effects: readonly Effect[]): Promise<string[]> {
  const changed = new Set(effects.flatMap(({ entityType, entityId }) => (entityType === 'document' ? [entityId] : [])));
  if (changed.size === 0) return [];
  const rows = await tx<{ id: string }[]>`
    select distinct shipment_id as id from shipment_records
    where record_type = 'document' and record_id = any(${[...changed]}::uuid[])`;
  return rows.map(({ id }) => id);
}
