import type { Sql, Transaction } from '#db/client.ts';
import { messageOf, Unavailable } from '#lib/errors.ts';
import { log } from '#lib/log.ts';
import { bounded } from '#lib/model/bounded.ts';
import type { EntityRef } from '#lib/providers/contract.ts';
import { deliver, eventOf, goneEvent } from './deliver.ts';
import type { Reconciling } from './run.ts';
import { diff, markDeleted, upsert } from './snapshot-store.ts';

/** Webhooks of a thing come in swarms: it is read once they are over. Seconds. */
const SETTLE = 5;
/** A reading that somebody began is begun again by another after this, seconds. */
const CLAIMED = 60;
/** Attempts after which it is left to the next run. */
const ATTEMPTS = 8;
const AT_ONCE = 20;

/** Notes that things should be read again soon; what is noted already keeps its time, so that a swarm does not put it off. */
export async function scheduleRefresh(
  tx: Transaction,
  wanted: ReadonlyMap<string, readonly EntityRef[]>,
): Promise<void> {
  const rows = [...wanted].flatMap(([provider, things]) =>
    things.filter(({ id }) => bounded(id) === id).map((thing) => ({ provider, ...thing })),
  );
  if (rows.length === 0) return;
  await tx`
    insert into refreshes (provider, kind, external_id, due_at)
    select distinct on (provider, kind, id) provider, kind, id, now() + ${`${SETTLE} seconds`}::interval
    from json_to_recordset(${JSON.stringify(rows)}::text::json) as given(provider text, kind text, id text)
    order by provider, kind, id
    on conflict (provider, kind, external_id) do update set named = refreshes.named + 1`;
}

type Due = EntityRef & { attempts: number; named: number };

/** Reads what is due again, each thing by itself. Returns how many were read. */
export async function refresh(work: Reconciling): Promise<number> {
  const due = await claim(work.sql, work.provider);
  let read = 0;
  for (const one of due) {
    if (work.signal?.aborted) break;
    try {
      await readAgain(work, one);
      read += 1;
    } catch (thrown) {
      await putOff(work.sql, work.provider, one, thrown);
      if (thrown instanceof Unavailable) break;
    }
  }
  return read;
}

/** Whoever claims a thing has a minute for it; the row stays until it was read. */
function claim(sql: Sql, provider: string): Promise<Due[]> {
  return sql<Due[]>`
    with chosen as materialized (
      select kind, external_id from refreshes
      where provider = ${provider} and due_at <= now()::timestamptz(3)
      order by due_at limit ${AT_ONCE} for update skip locked
    )
    update refreshes set due_at = now() + ${`${CLAIMED} seconds`}::interval, attempts = attempts + 1
    from chosen
    where refreshes.provider = ${provider} and refreshes.kind = chosen.kind and refreshes.external_id = chosen.external_id
    returning refreshes.kind, refreshes.external_id as id, attempts, named`;
}

async function readAgain(work: Reconciling, { kind, id, named }: Due): Promise<void> {
  const { sql, provider, api } = work;
  const { snapshots, askedAt } = await api.read(kind, id);
  const compared = await diff(sql, provider, snapshots);
  const [known] = await sql<{ subject: string | null }[]>`
    select subject from snapshots
    where provider = ${provider} and kind = ${kind} and external_id = ${id} and gone_at is null`;
  const isGone = snapshots.length === 0 && known !== undefined;
  const events = isGone
    ? [goneEvent({ kind, id, object: null, askedAt, ...known })]
    : compared.filter(({ differs }) => differs).map(eventOf);
  await deliver(work, null, events);
  await sql.begin(async (tx) => {
    await upsert(tx, provider, null, compared);
    if (isGone) await markDeleted(tx, provider, kind, [id]);
    // A webhook that named it meanwhile may tell of a later state than the one that was read.
    const { count } = await tx`
      delete from refreshes
      where provider = ${provider} and kind = ${kind} and external_id = ${id} and named = ${named}`;
    if (count === 0) {
      await tx`
        update refreshes set due_at = now() + ${`${SETTLE} seconds`}::interval, attempts = 0
        where provider = ${provider} and kind = ${kind} and external_id = ${id}`;
    }
  });
}

/** Tries it later, ever more rarely; in the end the next run finds it. */
async function putOff(sql: Sql, provider: string, { kind, id, attempts }: Due, thrown: unknown): Promise<void> {
  const reason = messageOf(thrown);
  log.warn({ provider, kind, id, reason }, 'not read again');
  const isOver = attempts >= ATTEMPTS && !(thrown instanceof Unavailable);
  await (isOver
    ? sql`delete from refreshes where provider = ${provider} and kind = ${kind} and external_id = ${id}`
    : sql`
      update refreshes set due_at = now() + ${`${2 ** Math.min(attempts, 8)} seconds`}::interval, error = ${reason}
      where provider = ${provider} and kind = ${kind} and external_id = ${id}`);
}
