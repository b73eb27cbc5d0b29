import { randomUUIDv7 } from 'node:crypto';
import { audit } from '#db/audit.ts';
import type { Sql, Transaction } from '#db/client.ts';
import { messageOf, Unavailable } from '#lib/errors.ts';
import { CHANGE_CHANNEL } from '#lib/inbox/jobs.ts';
import { log } from '#lib/log.ts';
import { entityId } from '#lib/model/identity.ts';
import type { ProviderRequest, RequestState } from '#lib/model/request.ts';
import type { ApiWrites, Written } from '#lib/providers/api.ts';
import type { AssertHeld } from './advisory-lock.ts';
import { deliver, eventOf } from './deliver.ts';
import type { Reconciling } from './run.ts';
import { diff, upsert } from './snapshot-store.ts';

/** Pause after an attempt without an answer; doubles with each. */
const RETRY_SECONDS = 15;
const MAX_RETRY_SECONDS = 600;
/** After this an attempt counts as lost: longer than the timeout of a request. */
const ATTEMPT_SECONDS = 120;

/** Who submits a request. `key`: an idempotency key; the same key again returns the existing request. */
export type Requester = { name: string; key?: string | undefined };

/** The stored request. Not `isNew`: one with this key exists. `isOther`: and it is a different one, so nothing was stored. */
export type EnqueueResult = { id: string; isNew: boolean; isOther: boolean };

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
  // The last part of the id is random: long enough to be unique, short enough for a name.
  const mark = `FL-${id.replaceAll('-', '').slice(-10).toUpperCase()}`;
  const made = await tx`
    insert into provider_requests (id, provider, kind, input, mark, state, submitted_by, idempotency_key, submitted_at, due_at)
    values (${id}, ${provider}, ${kind}, ${text}::text::json, ${mark}, 'queued', ${by.name}, ${key}, now(), now())
    on conflict (submitted_by, idempotency_key) where idempotency_key is not null do nothing`;
  if (made.count > 0) {
    await notifyPages(tx, id);
    await audit(tx, by.name, 'requested', `${kind} ${id}`);
    return { id, isNew: true, isOther: false };
  }
  const [before] = await tx<EnqueueResult[]>`
    select id, false as "isNew", (provider, kind, input::text) is distinct from (${provider}, ${kind}, ${text}) as "isOther"
    from provider_requests where submitted_by = ${by.name} and idempotency_key = ${key}`;
  if (!before) throw new Error('a request that was submitted before does not exist');
  return before;
}

/** Notifies open pages that the state changed. */
const notifyPages = (sql: Sql | Transaction, id: string) =>
  sql`select pg_notify(${CHANGE_CHANNEL}, ${JSON.stringify({ subjects: [id] })})`;

type Open = ProviderRequest & { id: string; mark: string; state: RequestState; attempts: number };

/**
 * Sends the requests of a provider that are due, one after the other, in one process at a time. A request is marked as sent
 * before it is sent. One that is marked and has no result is first looked up at the provider, so that a crash or a lost answer
 * never books twice. Returns how many were accepted or refused.
 */
export async function sendRequests(work: Reconciling): Promise<number> {
  const { writes } = work.api;
  if (!writes) return 0;
  if (!(await nextOf(work))) return 0;
  return (await work.withLock('requests', work.provider, (assertHeld) => sendAll(work, writes, assertHeld))) ?? 0;
}

async function sendAll(work: Reconciling, writes: ApiWrites, assertHeld: AssertHeld): Promise<number> {
  for (let settled = 0; ; ) {
    await assertHeld();
    const open = work.signal?.aborted ? undefined : await nextOf(work);
    if (!open) return settled;
    if (await send(work, writes, open)) settled += 1;
  }
}

/** The next request that is due. A request about the same object as an earlier one waits for its result. */
async function nextOf({ sql, provider }: Reconciling): Promise<Open | undefined> {
  const [open] = await sql<Open[]>`
    select id, kind, input, mark, state, attempts from provider_requests as request
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

/** Sends one request. Returns whether it was accepted or refused. */
async function send(work: Reconciling, writes: ApiWrites, open: Open): Promise<boolean> {
  const { sql, provider } = work;
  const { id, mark, state, attempts } = open;
  const again = Math.min(RETRY_SECONDS * 2 ** attempts, MAX_RETRY_SECONDS);
  await sql`
    update provider_requests set state = 'sent', sent_at = coalesce(sent_at, now()), attempts = attempts + 1,
      due_at = now() + ${`${ATTEMPT_SECONDS} seconds`}::interval where id = ${id}`;
  try {
    const written = (state === 'sent' ? await writes.find(open, mark) : null) ?? (await writes.write(open, mark));
    await settle(work, id, written);
    await notifyPages(sql, id);
    return true;
  } catch (thrown) {
    const reason = messageOf(thrown);
    log.warn({ provider, request: id, reason }, 'request sent, result unknown');
    await sql`
      update provider_requests set reason = ${reason.slice(0, 1_000)}, due_at = now() + ${`${again} seconds`}::interval
      where id = ${id} and state = 'sent'`;
    await notifyPages(sql, id);
    if (!(thrown instanceof Unavailable)) throw thrown;
    return false;
  }
}

async function settle(work: Reconciling, id: string, written: Written): Promise<void> {
  const { sql, provider } = work;
  if (written.outcome === 'refused') {
    await sql`
      update provider_requests set state = 'refused', reason = ${written.reason.slice(0, 1_000)}, settled_at = now()
      where id = ${id}`;
    return;
  }
  const compared = await diff(sql, provider, written.snapshots);
  await deliver(work, null, compared.filter(({ differs }) => differs).map(eventOf));
  const subject = written.snapshots[0]?.subject;
  const record = subject ? entityId(subject.entityType, provider, subject.id) : null;
  await sql.begin(async (tx) => {
    await upsert(tx, provider, null, compared);
    await tx`
      update provider_requests set state = 'accepted', reason = null, record_id = ${record}, settled_at = now()
      where id = ${id}`;
  });
}
