import type { Transaction } from '#db/client.ts';
import { updateRows, upsertRows } from '#db/rows.ts';
import { close, type Decision, open, update } from './decide.ts';
import { recordActs } from './record-acts.ts';
import { type CaseRow, keyOf, loadDue, loadGenerations, loadOpenCases } from './rows.ts';

const NO_MILESTONE = { code: null, at: null };

/**
 * Brings the exceptions of entities in line with their conditions at an instant: opens, changes, wakes and closes them. Returns those
 * that changed. Their entities must be locked by the caller, or unchanged by others for long.
 */
export async function syncExceptions(tx: Transaction, ids: readonly string[], asOf: string): Promise<CaseRow[]> {
  if (ids.length === 0) return [];
  const moment = { asOf };
  const { due, milestones } = await loadDue(tx, ids, asOf);
  const cases = new Map((await loadOpenCases(tx, ids)).map((one) => [keyOf(one), one]));
  const fresh = due.filter((one) => !cases.has(keyOf(one)));
  const past = await loadGenerations(tx, fresh);
  const opened = fresh.flatMap((one) => {
    const { generation = 0, isOpen = false } = past.get(keyOf(one)) ?? {};
    return isOpen ? [] : [open(one, generation + 1, moment)];
  });
  const changed: Decision[] = [];
  for (const one of due) {
    const row = cases.get(keyOf(one));
    if (!row) continue;
    cases.delete(keyOf(one));
    const decision = update(row, one, milestones.get(one.entityId) ?? NO_MILESTONE, moment);
    if (decision) changed.push(decision);
  }
  for (const row of cases.values()) changed.push(close(row, moment));
  await upsertRows(tx, 'exceptionCases', rowsOf(opened));
  await updateRows(tx, 'exceptionCases', CHANGING, rowsOf(changed));
  const decisions = [...opened, ...changed];
  await recordActs(
    tx,
    decisions.flatMap(({ row, acts }) => acts.map((act) => ({ caseId: row.id, by: null, ...act }))),
    asOf,
  );
  return rowsOf(decisions);
}

/** What evidence and the clock change; the rest is the key, or set by people alone. */
const CHANGING = [
  ...['shipmentId', 'severity', 'urgency', 'severityUntil', 'deadline', 'evidenceAt', 'eventId', 'details', 'closedAt'],
  ...['snoozedUntil', 'snoozedFor', 'snoozedAt', 'resolvedAt', 'resolvedBy', 'resolution'],
  ...['touchedAt', 'touchBy', 'resolveBy'],
] as const satisfies readonly (keyof CaseRow)[];

function rowsOf(decisions: readonly Decision[]): CaseRow[] {
  return decisions.map(({ row }) => row);
}
