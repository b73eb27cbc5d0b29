import { randomUUIDv7 } from 'node:crypto';
import { audit } from '#db/audit.ts';
import type { Sql, Transaction } from '#db/client.ts';
import { messageOf, Unavailable } from '#lib/errors.ts';
import { notifyChanged } from '#lib/inbox/notify-changed.ts';
import { log } from '#lib/log.ts';
import { entityId } from '#lib/model/identity.ts';
import type { ProviderRequest, RequestState } from '#lib/model/request.ts';
import type { ApiWrites, Written } from '#lib/providers/api.ts';
import type { AssertHeld } from './advisory-lock.ts';
import { storeReferences } from './booking-references.ts';
import type { ReconcileContext } from './context.ts';
import { eventOf, storeFetchedEvents } from './deliver.ts';
import { diff, upsert } from './snapshot-store.ts';

/** Pause after an attempt without an answer; doubles with each. */
const RETRY_SECONDS = 15;
const MAX_RETRY_SECONDS = 600;
/** An attempt without a result counts as lost after this time, which is longer than the timeout of a request. */
const ATTEMPT_TIMEOUT_SECONDS = 120;

/** Who submits a request. `key`: an idempotency key; the same key again returns the existing request. */
export type Requester = { name: string; key?: string | undefined };

/** The stored request. `isNew` is false if the key was used before; `isConflict` if that was for a different request: nothing was stored. */
export type EnqueueResult = { id: string; isNew: boolean; isConflict: boolean };

/** Stores a request to a provider with its audit entry, in one transaction. A worker sends it. */
export function enqueueRequest(
  sql: Sql,
  provider: string,
  request: ProviderRequest,
  by: Requester,
): Promise<EnqueueResult> {
  return sql.begin((tx) => insertRequest(tx, provider, request, by));
}

async function insertRequest(
  tx: Transaction,
  provider: string,
  { kind, input }: ProviderRequest,
  by: Requester,
): Promise<EnqueueResult> {
  const id = randomUUIDv7();
  const key = by.key ?? null;
  const text = JSON.stringify(input);
  // The end of the id is random: long enough to be unique, short enough for the name of a booking.
  const searchMark = `FL-${id.replaceAll('-', '').slice(-10).toUpperCase()}`;
  const made = await tx`
    insert into provider_requests (id, provider, kind, input, mark, state, submitted_by, idempotency_key, submitted_at, due_at)
    values (${id}, ${provider}, ${kind}, ${text}::text::json, ${searchMark}, 'queued', ${by.name}, ${key}, now(), now())
    on conflict (submitted_by, idempotency_key) where idempotency_key is not null do nothing`;
  if (made.count > 0) {
    await notifyChanged(tx, [id]);
    await audit(tx, by.name, 'requested', `${kind} ${id}`);
    return { id, isNew: true, isConflict: false };
  }
  const [before] = await tx<EnqueueResult[]>`
    select id, false as "isNew", (provider, kind, input::text) is distinct from (${provider}, ${kind}, ${text}) as "isConflict"
    from provider_requests where submitted_by = ${by.name} and idempotency_key = ${key}`;
  if (!before) throw new Error('a request that was submitted before does not exist');
  return before;
}

type Open = ProviderRequest & { id: string; searchMark: string; state: RequestState; attempts: number };

/**
 * Sends the requests of a provider that are due, one after the other, in one process at a time. A request is marked as sent
 * before it is sent. One that was sent and has no result is first searched for at the provider, so that a crash or a lost answer
 * never books twice. Returns how many were accepted or rejected.
 */
export async function sendRequests(context: ReconcileContext): Promise<number> {
  const { writes } = context.api;
  if (!writes) return 0;
  if (!(await nextOf(context))) return 0;
  return (
    (await context.withLock('requests', context.provider, (assertHeld) => sendAll(context, writes, assertHeld))) ?? 0
  );
}

async function sendAll(context: ReconcileContext, writes: ApiWrites, assertHeld: AssertHeld): Promise<number> {
  for (let completed = 0; ; ) {
    await assertHeld();
    const open = context.signal?.aborted ? undefined : await nextOf(context);
    if (!open) return completed;
    if (await send(context, writes, open)) completed += 1;
  }
}

/** The next request that is due. A request about the same object as an earlier one waits for its result. */
async function nextOf({ sql, provider }: ReconcileContext): Promise<Open | undefined> {
  const [open] = await sql<Open[]>`
    select id, kind, input, mark as "searchMark", state, attempts from provider_requests as request
    where provider = ${provider} and state in ('queued', 'sent') and due_at <= now()::timestamptz(3)
    and not exists (
      select from provider_requests as earlier
      where earlier.provider = ${provider} and earlier.state in ('queued', 'sent') and earlier.kind = request.kind
        and earlier.id < request.id and ${objectOf(sql, 'earlier')} = ${objectOf(sql, 'request')}
    )
    order by id limit 1`;
  return open;
}

/** The object that a request changes; null for a new one. */
const objectOf = (sql: Sql, of: string) =>
  sql`coalesce(${sql(of)}.input ->> 'booking', ${sql(of)}.input ->> 'product')`;

/** Sends one request. Returns whether it was accepted or rejected. */
async function send(context: ReconcileContext, writes: ApiWrites, open: Open): Promise<boolean> {
  const { sql, provider } = context;
  const { id, searchMark, state, attempts } = open;
  const retrySeconds = Math.min(RETRY_SECONDS * 2 ** attempts, MAX_RETRY_SECONDS);
  await sql`
    update provider_requests set state = 'sent', sent_at = coalesce(sent_at, now()), attempts = attempts + 1,
      due_at = now() + ${`${ATTEMPT_TIMEOUT_SECONDS} seconds`}::interval where id = ${id}`;
  try {
    const written =
      (state === 'sent' ? await writes.find(open, searchMark) : null) ?? (await writes.write(open, searchMark));
    await recordResult(context, id, written);
    await notifyChanged(sql, [id]);
    return true;
  } catch (thrown) {
    const reason = messageOf(thrown);
    log.warn({ provider, request: id, reason }, 'request sent, result unknown');
    await sql`
      update provider_requests set reason = ${reason.slice(0, 1_000)}, due_at = now() + ${`${retrySeconds} seconds`}::interval
      where id = ${id} and state = 'sent'`;
    await notifyChanged(sql, [id]);
    if (!(thrown instanceof Unavailable)) throw thrown;
    return false;
  }
}

async function recordResult(context: ReconcileContext, id: string, written: Written): Promise<void> {
  const { sql, provider } = context;
  if (written.outcome === 'refused') {
    await sql`
      update provider_requests set state = 'refused', reason = ${written.reason.slice(0, 1_000)}, settled_at = now()
      where id = ${id}`;
    return;
  }
  const compared = await diff(sql, provider, written.snapshots);
  await storeFetchedEvents(context, null, compared.filter(({ differs }) => differs).map(eventOf));
  const subject = written.snapshots[0]?.subject;
  const record = subject ? entityId(subject.entityType, provider, subject.id) : null;
  await sql.begin(async (tx) => {
    await upsert(tx, provider, null, compared);
    await storeReferences(tx, context, written.snapshots);
    await tx`
      update provider_requests set state = 'accepted', reason = null, record_id = ${record}, settled_at = now()
      where id = ${id}`;
  });
}
