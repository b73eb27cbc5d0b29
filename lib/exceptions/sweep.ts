import { beginAgain } from '#db/begin-again.ts';
import type { Sql, Transaction } from '#db/client.ts';
import { lockLedgers } from '#db/projection-lock.ts';
import { now } from '#lib/clock.ts';
import type { CaseRow } from './rows.ts';
import { syncExceptions } from './sync.ts';

/** Entities that are processed in one transaction, and those that are listed at once: more than these are never in memory. */
const TOGETHER = 500;
const LISTED = 20_000;

/** A transaction that applied events may commit this long after it read the clock: what it opens is looked for again. */
const OVERLAP_MS = 15 * 60_000;

/** Before anything that can be due. */
const BEGINNING = '0001-01-01T00:00:00.000Z';

/** The instants after and until which conditions became due; `isFirst`: all that are due, nothing was swept before. */
type Span = { since: string; asOf: string; isFirst: boolean };

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
  const span = await nextSpan(sql);
  let changed = 0;
  let ids: string[] = [];
  do {
    ids = await listDue(sql, span, ids.at(-1) ?? null);
    for (let at = 0; at < ids.length && !signal?.aborted; at += TOGETHER) {
      changed += await beginAgain(sql, async (tx) => {
        const some = ids.slice(at, at + TOGETHER);
        await lockLedgers(tx, some);
        const cases = await syncExceptions(tx, some, span.asOf);
        if (cases.length > 0) await onChange(tx, cases, !span.isFirst);
        return cases.length;
      });
    }
  } while (ids.length === LISTED && !signal?.aborted);
  if (!signal?.aborted) {
    await sql`
      insert into exception_sweep (swept_until) values (${span.asOf})
      on conflict (single) do update set swept_until = greatest(exception_sweep.swept_until, excluded.swept_until)`;
  }
  return changed;
}

async function nextSpan(sql: Sql): Promise<Span> {
  const asOf = now();
  const [row] = await sql<{ sweptUntil: Date }[]>`select swept_until as "sweptUntil" from exception_sweep`;
  const since = row ? new Date(row.sweptUntil.getTime() - OVERLAP_MS).toISOString() : BEGINNING;
  return { since, asOf, isFirst: row === undefined };
}

/**
 * The next entities after an id, null for the first: those with conditions that became due without an exception, or ended with one, and
 * those whose exceptions grow or wake. The documents of an exception that opened lately are compared again: they may have been received, or
 * deleted, in a transaction beside the one that opened it.
 */
async function listDue(sql: Sql, { since, asOf, isFirst }: Span, after: string | null): Promise<string[]> {
  const rows = await sql<{ id: string }[]>`
    select id from (
      select entity_id as id from exception_conditions as condition
        where opens_at > ${since} and opens_at <= ${asOf} and (ends_at is null or ends_at > ${asOf}) and not exists (
          select from exception_cases as known where known.entity_id = condition.entity_id and known.type = condition.type
            and known.part = condition.part and closed_at is null)
      union select condition.entity_id from exception_conditions as condition
        join exception_cases as known on known.entity_id = condition.entity_id and known.type = condition.type
          and known.part = condition.part and closed_at is null
        where ends_at > ${since} and ends_at <= ${asOf}
      union select entity_id from exception_cases where closed_at is null and severity_until <= ${asOf}
      union select entity_id from exception_cases where closed_at is null and snoozed_until <= ${asOf}
      union select entity_id from exception_cases where closed_at is null and ${isFirst}
      union select lacking.entity_id from exception_cases as lacking
        where closed_at is null and type = 'document.missing' and opened_at > ${since} and (
          json_array_length(lacking.details->'documents') < json_array_length((
            select details->'documents' from exception_conditions as condition
            where condition.entity_id = lacking.entity_id and condition.type = lacking.type and condition.part = lacking.part))
          or exists (
            select from shipment_records as link join documents as document on document.id = link.record_id and not document.removed
            where link.shipment_id = lacking.entity_id and link.record_type = 'document'
              and document.satisfies && array(select json_array_elements_text(lacking.details->'documents'))))
    ) as due
    where ${after}::uuid is null or id > ${after}::uuid order by id limit ${LISTED}`;
  return rows.map(({ id }) => id);
}

/** Makes the next sweep look at all conditions: a rebuild has replaced them. */
export async function sweepAllNext(tx: Transaction): Promise<void> {
  await tx`delete from exception_sweep`;
}
