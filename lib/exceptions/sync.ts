import type { Transaction } from '#db/client.ts';
import { upsertRows } from '#db/rows.ts';
import { OFFICE_HOURS } from '#lib/model/working-hours.ts';
import { close, type Decision, open, update } from './decide.ts';
import { recordActs } from './record-acts.ts';
import { type CaseRow, keyOf, loadCases, loadDue } from './rows.ts';

const NO_MILESTONE = { code: null, at: null };

/**
 * Brings the exceptions of entities in line with their conditions at an instant: opens, changes, wakes and closes them. Returns those
 * that changed. Their entities must be locked by the caller, or unchanged by others for long.
 */
export async function syncExceptions(tx: Transaction, ids: readonly string[], asOf: string): Promise<CaseRow[]> {
  if (ids.length === 0) return [];
  const { due, milestones } = await loadDue(tx, ids, asOf);
  const { open: cases, generations } = await loadCases(tx, ids);
  if (due.length === 0 && cases.length === 0) return [];
  const moment = { asOf, calendar: OFFICE_HOURS };
  const known = new Map(cases.map((one) => [keyOf(one), one]));
  const decisions: Decision[] = [];
  for (const one of due) {
    const row = known.get(keyOf(one));
    known.delete(keyOf(one));
    const decision = row
      ? update(row, one, milestones.get(one.entityId) ?? NO_MILESTONE, moment)
      : open(one, (generations.get(keyOf(one)) ?? 0) + 1, moment);
    if (decision) decisions.push(decision);
  }
  for (const row of known.values()) decisions.push(close(row, moment));
  return writeDecisions(tx, decisions, asOf);
}

/** Writes the rows and acts. An exception that another transaction opened meanwhile is left to it. */
async function writeDecisions(tx: Transaction, decisions: readonly Decision[], asOf: string): Promise<CaseRow[]> {
  const rows = decisions.map(({ row, acts }) => ({
    row: { ...row, id: row.id ?? crypto.randomUUID() },
    acts,
    isNew: !row.id,
  }));
  const fresh = rows.filter(({ isNew }) => isNew);
  const ids = fresh.map(({ row }) => row.id);
  if (fresh.length > 0) {
    const keys = JSON.stringify(fresh.map(({ row: { entityId, type, part } }) => ({ entityId, type, part })));
    const taken = await tx<{ entityId: string; type: string; part: string }[]>`
      select entity_id as "entityId", taken.type, taken.part from exception_cases as taken
      join json_to_recordset(${keys}::text::json) as given("entityId" uuid, type text, part text)
        on taken.entity_id = given."entityId" and taken.type = given.type and taken.part = given.part
      where closed_at is null`;
    const others = new Set(taken.map(keyOf));
    for (const { row } of fresh) if (others.has(keyOf(row))) ids.splice(ids.indexOf(row.id), 1);
  }
  const written = rows.filter(({ row, isNew }) => !isNew || ids.includes(row.id));
  await upsertRows(
    tx,
    'exceptionCases',
    written.map(({ row }) => row),
  );
  await recordActs(
    tx,
    written.flatMap(({ row, acts }) => acts.map((act) => ({ caseId: row.id, by: null, ...act }))),
    asOf,
  );
  return written.map(({ row }) => row);
}
