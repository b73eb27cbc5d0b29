import { audit } from '#db/audit.ts';
import { beginAgain } from '#db/begin-again.ts';
import type { Sql, Transaction } from '#db/client.ts';
import { now } from '#lib/clock.ts';
import { type Changes, withChanges } from '#lib/model/changes.ts';
import type { Mistake } from '#lib/model/mistake.ts';
import type { WorkingHours } from '#lib/model/working-hours.ts';
import { mistakeInHours, readWorkingHours } from '#lib/model/working-hours-schema.ts';
import { workingHoursText } from '#lib/model/working-hours-text.ts';
import { severityOf, urgencyOf } from './decide.ts';
import { holdWorkingHours, loadWorkingHours } from './settings.ts';
import { type LoggedAct, targetsFrom } from './targets-from.ts';

/**
 * Changes some of the working hours; `recalculateTargets` moves the targets of open exceptions. Returns what is wrong with them together
 * with those that stay, or null.
 */
export async function changeWorkingHours(
  sql: Sql,
  by: string,
  changes: Changes<WorkingHours>,
): Promise<Mistake | null> {
  return sql.begin(async (tx) => {
    await holdWorkingHours(tx);
    const before = await loadWorkingHours(tx);
    const hours = withChanges(before, changes);
    const mistake = mistakeInHours(hours);
    if (mistake || JSON.stringify(inOrder(before)) === JSON.stringify(inOrder(hours))) return mistake;
    await tx`
      insert into working_hours_settings (hours, changed_by, changed_at, after_case, recalculated)
      values (${JSON.stringify(hours)}, ${by}, ${now()}, null, false)
      on conflict (single) do update set hours = excluded.hours, changed_by = excluded.changed_by,
        changed_at = excluded.changed_at, after_case = null, recalculated = false`;
    await audit(tx, by, 'working-hours-changed', `${workingHoursText(before)} to ${workingHoursText(hours)}`);
    return null;
  });
}

const inOrder = ({ days, from, to, timeZone, holidays }: WorkingHours) => [days, from, to, timeZone, holidays];

/** Exceptions whose targets are computed in one transaction. */
const TOGETHER = 500;

/**
 * Computes the targets of open exceptions again after the working hours were changed; `notify` is called at the end. An interrupted run
 * continues where it stopped. Any number of workers may call it.
 */
export async function recalculateTargets(
  sql: Sql,
  notify: (tx: Transaction, entityIds: readonly string[]) => Promise<void>,
  signal?: AbortSignal,
): Promise<void> {
  for (let left = 1; left > 0 && !signal?.aborted; ) left = await beginAgain(sql, (tx) => recalculateNext(tx, notify));
}

type OpenCase = {
  id: string;
  severity: number;
  deadline: Date | null;
  touchBy: Date;
  resolveBy: Date;
};

async function recalculateNext(
  tx: Transaction,
  notify: (tx: Transaction, entityIds: readonly string[]) => Promise<void>,
): Promise<number> {
  const [row] = await tx<{ hours: unknown; after: string | null }[]>`
    select hours, after_case as after from working_hours_settings where not recalculated for update skip locked`;
  if (!row) return 0;
  const cases = await tx<OpenCase[]>`
    select id, severity, deadline, touch_by as "touchBy", resolve_by as "resolveBy" from exception_cases
    where closed_at is null ${row.after ? tx`and id > ${row.after}` : tx``} order by id limit ${TOGETHER} for update`;
  const last = cases.at(-1)?.id ?? null;
  await tx`update working_hours_settings set after_case = ${last}, recalculated = ${last === null}`;
  if (last === null) await notify(tx, []);
  else await writeTargets(tx, cases, readWorkingHours(row.hours));
  return cases.length;
}

async function writeTargets(tx: Transaction, cases: readonly OpenCase[], calendar: WorkingHours): Promise<void> {
  const logs = await actsOf(
    tx,
    cases.map(({ id }) => id),
  );
  const moved = cases.map(({ id, deadline, touchBy, resolveBy, severity }) => {
    const stored = { touchBy: touchBy.toISOString(), resolveBy: resolveBy.toISOString() };
    const targets = targetsFrom(logs.get(id) ?? [], calendar) ?? stored;
    const due = deadline?.toISOString() ?? targets.resolveBy;
    return { id, ...targets, urgency: urgencyOf(severityOf({ severity }), due) };
  });
  await tx`
    update exception_cases set touch_by = given."touchBy", resolve_by = given."resolveBy", urgency = given.urgency
    from json_to_recordset(${JSON.stringify(moved)}::text::json)
      as given(id uuid, "touchBy" timestamptz, "resolveBy" timestamptz, urgency bigint)
    where exception_cases.id = given.id`;
}

async function actsOf(tx: Transaction, ids: readonly string[]): Promise<Map<string, LoggedAct[]>> {
  const rows = await tx<(Omit<LoggedAct, 'at'> & { caseId: string; at: Date })[]>`
    select case_id as "caseId", kind, content, at from exception_acts
    where case_id = any(${[...ids]}::uuid[]) order by case_id, id`;
  const logs = new Map<string, LoggedAct[]>();
  for (const { caseId, at, ...act } of rows) {
    const log = logs.get(caseId) ?? [];
    logs.set(caseId, log);
    log.push({ ...act, at: at.toISOString() });
  }
  return logs;
}
