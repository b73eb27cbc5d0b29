import { beginAgain } from '#db/begin-again.ts';
import type { Sql, Transaction } from '#db/client.ts';
import { upsertRows } from '#db/rows.ts';
import { now } from '#lib/clock.ts';
import { sourceId } from '#lib/model/identity.ts';
import { parseMoment } from '#lib/model/time.ts';
import type { CaseRow } from './rows.ts';
import { syncExceptions } from './sync.ts';

/** The latest webhooks by which a source is judged. */
const SAMPLE = 200;
/** With fewer intervals than these nothing is usual. */
const FEWEST_GAPS = 20;
/** They are searched among this many deliveries, since a source may be reconciled for long without sending any. */
const MAX_DELIVERIES = 5_000;
/** A source is silent after three times its median interval, if that is longer than nearly all of the latest; after two hours at least. */
const TIMES_MEDIAN = 3;
const LEAST_SECONDS = 2 * 3_600;

type Rhythm = { provider: string; lastAt: Date; eventId: string | null; gaps: number; median: number; long: number };

/**
 * Notes from when each source counts as silent, and opens or ends its exception. `onChange` gets what changed. Any number of workers may
 * call it.
 */
export async function noteSilentSources(
  sql: Sql,
  onChange: (tx: Transaction, changed: readonly CaseRow[]) => Promise<void>,
): Promise<void> {
  for (const provider of await providersOf(sql)) {
    await beginAgain(sql, async (tx) => {
      const rhythm = await rhythmOf(tx, provider);
      if (!rhythm || rhythm.gaps < FEWEST_GAPS) return;
      const id = sourceId(provider);
      await tx`select pg_advisory_xact_lock(hashtext(${id}))`;
      const lastAt = rhythm.lastAt.toISOString();
      const quiet = Math.max(rhythm.median * TIMES_MEDIAN, rhythm.long, LEAST_SECONDS);
      const last = parseMoment(lastAt);
      await upsertRows(tx, 'exceptionConditions', [
        {
          ...{ entityType: 'source', entityId: id, type: 'data.silent', part: '', severity: 'medium' },
          opensAt: new Date(rhythm.lastAt.getTime() + quiet * 1_000).toISOString(),
          ...{ endsAt: null, deadline: null, evidenceAt: lastAt, eventId: rhythm.eventId ?? id },
          details: { from: provider, ...(last && { expected: last }), usualGapSeconds: Math.round(rhythm.median) },
        },
      ]);
      const cases = await syncExceptions(tx, [id], now());
      if (cases.length > 0) await onChange(tx, cases);
    });
  }
}

/** The providers that ever delivered, by a loose index scan. */
async function providersOf(sql: Sql): Promise<string[]> {
  const rows = await sql<{ provider: string }[]>`
    with recursive known(provider) as (
      (select min(provider) from deliveries)
      union all
      select (select min(provider) from deliveries where provider > known.provider) from known where known.provider is not null)
    select provider from known where provider is not null`;
  return rows.map(({ provider }) => provider);
}

async function rhythmOf(tx: Transaction, provider: string): Promise<Rhythm | undefined> {
  const [row] = await tx<Rhythm[]>`
    with recent as materialized (
        select id, received_at, source from deliveries where provider = ${provider} order by id desc limit ${MAX_DELIVERIES}),
      latest as (select id, received_at from recent where source = 'webhook' order by id desc limit ${SAMPLE}),
      gaps as (select extract(epoch from received_at - lag(received_at) over (order by received_at))::float8 as gap from latest)
    select ${provider} as provider, (select max(received_at) from latest) as "lastAt",
      (select id from events where delivery_id = (select id from latest order by id desc limit 1) order by id limit 1) as "eventId",
      (select count(gap)::int from gaps) as gaps, (select percentile_cont(0.5) within group (order by gap) from gaps) as median,
      (select percentile_cont(0.98) within group (order by gap) from gaps) as long`;
  return row?.lastAt ? row : undefined;
}
