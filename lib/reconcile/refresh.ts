import type { Sql, Transaction } from '#db/client.ts';
import { messageOf, Unavailable } from '#lib/errors.ts';
import { log } from '#lib/log.ts';
import { bounded } from '#lib/model/bounded.ts';
import type { EntityRef } from '#lib/providers/contract.ts';
import type { ReconcileContext } from './context.ts';
import { deletionEvent, eventOf, storeFetchedEvents } from './deliver.ts';
import { diff, markDeleted, upsert } from './snapshot-store.ts';

/** Webhooks about one object arrive in bursts: it is read this long after the first. */
const DELAY_SECONDS = 5;
/** Another process repeats a read that is not finished after this time. */
const TIMEOUT_SECONDS = 60;
/** After this many failures the object is not retried; the next run reads it. */
const MAX_ATTEMPTS = 8;
const BATCH_SIZE = 20;

/** Schedules objects to be read. One that is scheduled already keeps its time, so a burst of webhooks does not postpone it. */
export async function scheduleRefresh(
  tx: Transaction,
  wanted: ReadonlyMap<string, readonly EntityRef[]>,
): Promise<void> {
  const rows = [...wanted].flatMap(([provider, entities]) =>
    entities.filter(({ id }) => bounded(id) === id).map((entity) => ({ provider, ...entity })),
  );
  if (rows.length === 0) return;
  await tx`
    insert into refreshes (provider, kind, external_id, due_at)
    select distinct on (provider, kind, id) provider, kind, id, now() + ${`${DELAY_SECONDS} seconds`}::interval
    from json_to_recordset(${JSON.stringify(rows)}::text::json) as given(provider text, kind text, id text)
    order by provider, kind, id
    on conflict (provider, kind, external_id) do update set named = refreshes.named + 1`;
}

type Due = EntityRef & { attempts: number; named: number };

/** Reads the objects that are due, one by one. Returns how many were read. */
export async function refresh(context: ReconcileContext): Promise<number> {
  const due = await takeDue(context.sql, context.provider);
  let read = 0;
  for (const one of due) {
    if (context.signal?.aborted) break;
    try {
      await refreshObject(context, one);
      read += 1;
    } catch (thrown) {
      await postpone(context.sql, context.provider, one, thrown);
      if (thrown instanceof Unavailable) break;
    }
  }
  return read;
}

/** Claims due objects for a minute. The row of an object is deleted when it was read. */
function takeDue(sql: Sql, provider: string): Promise<Due[]> {
  return sql<Due[]>`
    with chosen as materialized (
      select kind, external_id from refreshes
      where provider = ${provider} and due_at <= now()::timestamptz(3)
      order by due_at limit ${BATCH_SIZE} for update skip locked
    )
    update refreshes set due_at = now() + ${`${TIMEOUT_SECONDS} seconds`}::interval, attempts = attempts + 1
    from chosen
    where refreshes.provider = ${provider} and refreshes.kind = chosen.kind and refreshes.external_id = chosen.external_id
    returning refreshes.kind, refreshes.external_id as id, attempts, named`;
}

async function refreshObject(context: ReconcileContext, { kind, id, named }: Due): Promise<void> {
  const { sql, provider, api } = context;
  const { snapshots, requestedAt } = await api.read(kind, id);
  const compared = await diff(sql, provider, snapshots);
  const [known] = await sql<{ subject: string | null }[]>`
    select subject from snapshots
    where provider = ${provider} and kind = ${kind} and external_id = ${id} and gone_at is null`;
  const isGone = snapshots.length === 0 && known !== undefined;
  const events = isGone
    ? [deletionEvent({ kind, id, object: null, askedAt: requestedAt, ...known })]
    : compared.filter(({ differs }) => differs).map(eventOf);
  await storeFetchedEvents(context, null, events);
  await sql.begin(async (tx) => {
    await upsert(tx, provider, null, compared);
    if (isGone) await markDeleted(tx, provider, kind, [{ id, requestedAt, ...known }]);
    // A webhook that referenced it meanwhile may report a later state than the one that was read.
    const { count } = await tx`
      delete from refreshes
      where provider = ${provider} and kind = ${kind} and external_id = ${id} and named = ${named}`;
    if (count === 0) {
      await tx`
        update refreshes set due_at = now() + ${`${DELAY_SECONDS} seconds`}::interval, attempts = 0
        where provider = ${provider} and kind = ${kind} and external_id = ${id}`;
    }
  });
}

/** Retries later, with growing pauses; in the end the next run reads it. */
async function postpone(sql: Sql, provider: string, { kind, id, attempts }: Due, thrown: unknown): Promise<void> {
  const reason = messageOf(thrown);
  log.warn({ provider, kind, id, reason }, 'refresh failed');
  const isOver = attempts >= MAX_ATTEMPTS && !(thrown instanceof Unavailable);
  await (isOver
    ? sql`delete from refreshes where provider = ${provider} and kind = ${kind} and external_id = ${id}`
    : sql`
      update refreshes set due_at = now() + ${`${2 ** Math.min(attempts, 8)} seconds`}::interval, error = ${reason}
      where provider = ${provider} and kind = ${kind} and external_id = ${id}`);
}
