import type { Sql, Transaction } from '#db/client.ts';
import { now } from '#lib/clock.ts';
import type { CaseRow } from './rows.ts';
import { syncExceptions } from './sync.ts';

/** Entities that are processed in one transaction. */
const TOGETHER = 500;

/** A transaction that applied events may commit this long after it read the clock: what it opens is looked for again. */
const OVERLAP_MS = 15 * 60_000;

/** Before anything that can be due. */
const BEGINNING = '0001-01-01T00:00:00.000Z';

/**
 * Opens, worsens, wakes and closes the exceptions that time alone changes. The first sweep after a rebuild looks at all conditions, later
 * ones at those that became due since the last. `onChange` gets the changed exceptions, and whether they may be told: what the first sweep
 * opens is nothing new. Any number of workers may call it.
 */
export async function sweepExceptions(
  sql: Sql,
  onChange: (tx: Transaction, changed: readonly CaseRow[], tells: boolean) => Promise<void>,
  signal?: AbortSignal,
): Promise<number> {
  const asOf = now();
  const { ids, isFirst } = await listDue(sql, asOf);
  let changed = 0;
  for (let at = 0; at < ids.length && !signal?.aborted; at += TOGETHER) {
    changed += await sql.begin(async (tx) => {
      const some = ids.slice(at, at + TOGETHER);
      await tx`select 1 from facts where id = any(${some}::uuid[]) order by id for update`;
      const cases = await syncExceptions(tx, some, asOf);
      if (cases.length > 0) await onChange(tx, cases, !isFirst);
      return cases.length;
    });
  }
  if (!signal?.aborted) {
    await sql`
      insert into exception_sweep (swept_until) values (${asOf})
      on conflict (single) do update set swept_until = greatest(exception_sweep.swept_until, excluded.swept_until)`;
  }
  return changed;
}

/** The entities with conditions that became due, or ended, and those whose exceptions grow, wake, or lacked documents lately. */
async function listDue(sql: Sql, asOf: string): Promise<{ ids: string[]; isFirst: boolean }> {
  const [row] = await sql<{ sweptUntil: Date }[]>`select swept_until as "sweptUntil" from exception_sweep`;
  const since = row ? new Date(row.sweptUntil.getTime() - OVERLAP_MS).toISOString() : BEGINNING;
  const rows = await sql<{ id: string }[]>`
    select entity_id as id from exception_conditions where opens_at > ${since} and opens_at <= ${asOf}
    union select entity_id from exception_conditions where ends_at > ${since} and ends_at <= ${asOf}
    union select entity_id from exception_cases where closed_at is null and severity_until <= ${asOf}
    union select entity_id from exception_cases where closed_at is null and snoozed_until <= ${asOf}
    union select entity_id from exception_cases
      where closed_at is null and (${row === undefined} or (type = 'document.missing' and opened_at > ${since}))`;
  return { ids: rows.map(({ id }) => id).sort(), isFirst: row === undefined };
}

/** Makes the next sweep look at all conditions: a rebuild has replaced them. */
export async function sweepAllNext(tx: Transaction): Promise<void> {
  await tx`delete from exception_sweep`;
}
