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

/** How long until an attempt that said nothing is followed by the next, seconds; doubles with each. */
const AGAIN = 15;
const AGAIN_AT_MOST = 600;
/** How long an attempt may be under way, seconds: longer than any answer is waited for. */
const UNDERWAY = 120;

/** Who asks. `key`: what they call this request; asking again with the same key asks for nothing new. */
export type Requester = { name: string; key?: string | undefined };

/** Where it is noted. Not `isNew`: it was asked before with this key; `isOther`: and for something else, so that nothing was noted. */
export type EnqueueResult = { id: string; isNew: boolean; isOther: boolean };

/** Notes what a provider is to be asked, and by whom in the audit log, both or neither. It is sent by whoever looks next. */
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
  // The last part of the id is chance: long enough never to meet another, short enough to stand in a name.
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
  if (!before) throw new Error('a request that was asked before is gone');
  return before;
}

/** Notifies open pages that the state changed. */
const notifyPages = (sql: Sql | Transaction, id: string) =>
  sql`select pg_notify(${CHANGE_CHANNEL}, ${JSON.stringify({ subjects: [id] })})`;

type Open = ProviderRequest & { id: string; mark: string; state: RequestState; attempts: number };

/**
 * Sends what waits, one after the other; one process at a time. A request is marked as sent before it is: whoever finds one
 * that was sent and not settled looks for what came of it before sending it again, so that a crash or a lost answer never
 * books twice. Returns how many were settled.
 */
export async function sendRequests(work: Reconciling): Promise<number> {
  const { writes } = work.api;
  if (!writes) return 0;
  if (!(await nextOf(work))) return 0;
  return (await work.alone('requests', work.provider, (still) => sendAll(work, writes, still))) ?? 0;
}

async function sendAll(work: Reconciling, writes: ApiWrites, still: AssertHeld): Promise<number> {
  for (let settled = 0; ; ) {
    await still();
    const open = work.signal?.aborted ? undefined : await nextOf(work);
    if (!open) return settled;
    if (await send(work, writes, open)) settled += 1;
  }
}

/** The next that is due; what changes the same thing as an earlier one waits until that is settled. */
async function nextOf({ sql, provider }: Reconciling): Promise<Open | undefined> {
  const [open] = await sql<Open[]>`
    select id, kind, input, mark, state, attempts from provider_requests as request
    where provider = ${provider} and state in ('queued', 'sent') and due_at <= now()::timestamptz(3)
    and not exists (
      select from provider_requests as earlier
      where earlier.provider = ${provider} and earlier.state in ('queued', 'sent') and earlier.kind = request.kind
        and earlier.id < request.id and ${thing(sql, 'earlier')} = ${thing(sql, 'request')}
    )
    order by id limit 1`;
  return open;
}

/** What a request changes; null for what is new. */
const thing = (sql: Sql, of: string) => sql`coalesce(${sql(of)}.input ->> 'booking', ${sql(of)}.input ->> 'product')`;

/** Whether something came of it. */
async function send(work: Reconciling, writes: ApiWrites, open: Open): Promise<boolean> {
  const { sql, provider } = work;
  const { id, mark, state, attempts } = open;
  const again = Math.min(AGAIN * 2 ** attempts, AGAIN_AT_MOST);
  await sql`
    update provider_requests set state = 'sent', sent_at = coalesce(sent_at, now()), attempts = attempts + 1,
      due_at = now() + ${`${UNDERWAY} seconds`}::interval where id = ${id}`;
  try {
    const written = (state === 'sent' ? await writes.find(open, mark) : null) ?? (await writes.write(open, mark));
    await settle(work, id, written);
    await notifyPages(sql, id);
    return true;
  } catch (thrown) {
    const reason = messageOf(thrown);
    log.warn({ provider, request: id, reason }, 'asked, and nothing says what came of it');
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
