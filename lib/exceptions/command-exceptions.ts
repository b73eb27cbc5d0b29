import { beginAgain } from '#db/begin-again.ts';
import type { Sql, Transaction } from '#db/client.ts';
import { readRows, upsertRows } from '#db/rows.ts';
import { now } from '#lib/clock.ts';
import { type ExceptionState, MAX_EXCEPTIONS_TOGETHER } from '#lib/model/exception-act.ts';
import type { ExceptionCommand } from '#lib/model/exception-command.ts';
import { applyCommand } from './apply-command.ts';
import { lastMilestones } from './last-milestones.ts';
import { type RecordedAct, recordActs } from './record-acts.ts';
import type { CaseRow } from './rows.ts';
import { loadWorkingHours } from './settings.ts';

/** What a command did to one exception: how it was before it was applied, or why it was not. */
export type CommandOutcome =
  | { id: string; outcome: 'applied'; reason: null; before: ExceptionState }
  | { id: string; outcome: 'unchanged' | 'refused'; reason: string; before: null };

/**
 * Does what a person commands to each of some exceptions, at most `MAX_EXCEPTIONS_TOGETHER`, in one transaction with the entries of
 * their log. One that refuses does not hinder the others. `by` is an e-mail address. `onChange` gets those that changed, and what was done.
 * A dry run only says what would happen.
 */
export async function commandExceptions(
  sql: Sql,
  by: string,
  ids: readonly string[],
  command: ExceptionCommand,
  onChange: (tx: Transaction, changed: readonly CaseRow[], acts: readonly RecordedAct[]) => Promise<void>,
  isDryRun = false,
): Promise<CommandOutcome[]> {
  const wanted = [...new Set(ids)].slice(0, MAX_EXCEPTIONS_TOGETHER);
  return beginAgain(sql, async (tx) => {
    const asOf = now();
    const owner = await refusedOwner(tx, command);
    const rows = await lockCases(tx, wanted);
    // Counted only where they are awaited: they are the most expensive part.
    const awaiting = command.act === 'snooze' && command.until === 'milestone' ? rows : [];
    const milestones = await lastMilestones(
      tx,
      awaiting.flatMap(({ shipmentId }) => shipmentId ?? []),
    );
    const calendar = await loadWorkingHours(tx);
    const changed: CaseRow[] = [];
    const acts: RecordedAct[] = [];
    const outcomes = wanted.map((id): CommandOutcome => {
      const row = rows.find((one) => one.id === id);
      const not = (outcome: 'unchanged' | 'refused', reason: string) => ({ id, outcome, reason, before: null });
      if (!row) return not('refused', 'There is no such exception');
      if (owner) return not('refused', owner);
      const last = milestones.get(row.shipmentId ?? '') ?? { code: null, at: null };
      const result = applyCommand(row, command, { by, asOf, last, calendar });
      if ('refused' in result) return not('refused', result.refused);
      if ('unchanged' in result) return not('unchanged', result.unchanged);
      changed.push(result.row);
      acts.push({ caseId: id, by, ...result.act });
      return { id, outcome: 'applied', reason: null, before: stateOf(row) };
    });
    if (isDryRun) return outcomes;
    await upsertRows(tx, 'exceptionCases', changed);
    await recordActs(tx, acts, asOf);
    if (changed.length > 0) await onChange(tx, changed, acts);
    return outcomes;
  });
}

function stateOf({ owner, snoozedUntil, snoozedFor, resolvedAt, resolution }: CaseRow): ExceptionState {
  return { owner, snoozedUntil, snoozedFor, resolvedAt, resolution };
}

async function refusedOwner(tx: Transaction, command: ExceptionCommand): Promise<string | null> {
  if (command.act !== 'assign' || command.owner === null) return null;
  const [user] = await tx`select 1 from users where email = ${command.owner.toLowerCase()} and removed_at is null`;
  return user ? null : `No person here has the address ${command.owner}`;
}

/** The exceptions in the order of their ids, locked. */
async function lockCases(tx: Transaction, ids: readonly string[]): Promise<CaseRow[]> {
  await tx`select 1 from exception_cases where id = any(${[...ids]}::uuid[]) order by id for update`;
  return readRows(tx, 'exceptionCases', 'id', ids);
}
