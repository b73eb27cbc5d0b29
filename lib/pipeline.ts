/**
 * The map of Fairlead:
 *
 *   bytes ──receive──▶ Delivery ──processBatch──▶ Change[] ──applyEvents──▶ Effect[]
 *
 * `receive` verifies and stores; nobody is answered 200 before the commit. `processBatch` normalises the stored
 * events and applies them: dispatched at least once, in effect exactly once. `deadLetter` puts aside what cannot be processed.
 */
import type { Sql, Transaction } from '#db/client.ts';
import { shareProjections } from '#db/projection-lock.ts';
import { messageOf, TooManyEvents, Unreadable } from '#lib/errors.ts';
import { applyWithBisect } from '#lib/inbox/apply-with-bisect.ts';
import { type BatchLimits, fetchBatch } from '#lib/inbox/batch.ts';
import { deadLetterEvents, setEventStates } from '#lib/inbox/event-state.ts';
import { unreadableKey, withoutSecrets } from '#lib/inbox/headers.ts';
import { type ProcessJob, processJob } from '#lib/inbox/jobs.ts';
import { listPendingEvents, loadBodies } from '#lib/inbox/load-pending-events.ts';
import type { Store } from '#lib/inbox/store.ts';
import { log } from '#lib/log.ts';
import { announceChanges } from '#lib/pipeline/announce-changes.ts';
import { completeJobs } from '#lib/pipeline/complete-jobs.ts';
import { normaliseEvents } from '#lib/pipeline/normalise-events.ts';
import { withCurrentVersions } from '#lib/pipeline/with-current-versions.ts';
import { type Problem, problem } from '#lib/problem.ts';
import { applyEvents, type Effect, type NormalisedEvent, projectDue } from '#lib/projections/apply.ts';
import type { HeaderMap, Provider } from '#lib/providers/contract.ts';
import type { Priority, Queue } from '#lib/queue/index.ts';
import { type Fetched, recordDrift } from '#lib/reconcile/drift.ts';
import { scheduleRefresh } from '#lib/reconcile/refresh.ts';

/**
 * Events of one delivery at most. One of 1 MiB holds some 500 events that say something; with 5,000 tiny ones, reading the keys
 * keeps the webhook listener busy for about 50 ms, which is what the others can wait.
 */
export const MAX_EVENTS_PER_DELIVERY = 5_000;

/** What one transaction applies at most. Background work takes small bites, so that live deliveries find a free worker soon. */
const LIMITS: Record<Priority, BatchLimits> = {
  live: { events: 1_200, bodyBytes: 8 * 1024 * 1024 },
  background: { events: 300, bodyBytes: 2 * 1024 * 1024 },
};

/** A request at one of the doors, its body read in full and untouched. `receivedAt` is ISO 8601 UTC. */
export type Arrival = { headers: HeaderMap; body: Uint8Array; receivedAt: string; remote: string };

/** What to answer; `retryAfter` in seconds. */
export type Answer =
  | { status: 200; body: { received: true; delivery: string; events: number; duplicate?: true } }
  | { status: 400 | 401 | 413 | 415 | 503; body: Problem; retryAfter?: number };

/** What `receive` needs besides the request: the inbox, the provider's active secrets, and who takes note of what came of it. */
export type ReceiveContext = {
  store: Store;
  secrets: readonly string[];
  reject: (reason: string) => void;
  /** A delivery was stored: which secret vouched for it, and how long that took, in milliseconds. */
  acknowledge: (secret: string, milliseconds: number) => void;
};

/**
 * Takes a webhook in: verifies the raw bytes, opens the body, stores delivery, events and job in one transaction, and
 * answers after the commit. Never throws, neither for what a stranger sends nor for a database that is away.
 */
export async function receive(
  provider: Provider,
  arrival: Arrival,
  { store, secrets, reject, acknowledge }: ReceiveContext,
): Promise<Answer> {
  const begun = performance.now();
  const verified = provider.verify(arrival.headers, arrival.body, secrets);
  if (!verified.ok) {
    reject(verified.reason);
    return { status: 401, body: problem(401, verified.reason) };
  }
  const encoding = arrival.headers['content-encoding'] ?? 'identity';
  if (encoding.trim().toLowerCase() !== 'identity') {
    reject(COMPRESSED);
    return { status: 415, body: problem(415, COMPRESSED) };
  }
  const opened = openBody(provider, arrival.body);
  if ('tooMany' in opened) {
    reject(`more than ${MAX_EVENTS_PER_DELIVERY.toLocaleString('en-US')} events in one delivery`);
    return { status: 413, body: problem(413, opened.tooMany) };
  }
  try {
    const headers = withoutSecrets(arrival.headers, secrets);
    const receipt = await store({ ...arrival, ...opened, headers, provider: provider.name, source: 'webhook' });
    acknowledge(verified.secret, performance.now() - begun);
    const { deliveryId: delivery, fresh } = receipt;
    const refused = opened.malformed ?? receipt.refused;
    if (refused !== undefined) return { status: 400, body: { ...problem(400, refused), delivery } };
    const events = opened.events.length;
    return { status: 200, body: { received: true, delivery, events, ...(fresh === 0 && { duplicate: true }) } };
  } catch (thrown) {
    log.warn({ provider: provider.name, reason: messageOf(thrown) }, 'delivery not stored');
    if (thrown instanceof Unreadable) {
      reject('the database does not take what it holds');
      return { status: 400, body: problem(400, thrown.message) };
    }
    return { status: 503, body: problem(503, 'Nothing was stored. Deliver it again in a moment.'), retryAfter: 5 };
  }
}

/** Unpacked, a small body can be of any size; no provider is known to compress. */
const COMPRESSED = 'The body is compressed; send it as it is, without a content-encoding';

type Opened = { events: { key: string; type: string }[]; malformed?: string };

/** Takes the events out of a body. One that cannot be read is kept as one event that can be replayed when it can. */
function openBody(provider: Provider, body: Uint8Array): Opened | { tooMany: string } {
  try {
    return { events: provider.open(body, MAX_EVENTS_PER_DELIVERY) };
  } catch (thrown) {
    if (thrown instanceof TooManyEvents) return { tooMany: thrown.message };
    if (!(thrown instanceof Unreadable)) log.error({ err: thrown, provider: provider.name }, 'opening a body failed');
    return { events: [{ key: unreadableKey(body), type: '' }], malformed: messageOf(thrown) };
  }
}

/** What `processBatch` did: `jobs` is 0 when nothing was waiting; duplicates make jobs without events. */
export type BatchResult = { jobs: number; events: number; effects: number; failed: number };

/**
 * Takes a batch of waiting events and applies it, all in one transaction: jobs, events and what is shown change together
 * or not at all. An event that fails is singled out; the others of its batch are applied, it is tried again later.
 * What events of `readable` providers only name is noted to be read through their API.
 */
export async function processBatch(
  sql: Sql,
  queue: Queue,
  readable: ReadonlySet<string> = NO_PROVIDERS,
  priority: Priority = 'live',
): Promise<BatchResult> {
  const begun = performance.now();
  const worked = await sql.begin(async (tx): Promise<BatchResult> => {
    await shareProjections(tx);
    const batch = await fetchBatch(tx, queue, priority, LIMITS[priority]);
    const { jobs, pending } = batch;
    if (jobs.length === 0) return { jobs: 0, events: 0, effects: 0, failed: 0 };
    const bodies = await loadBodies(
      tx,
      pending.map(({ deliveryId }) => deliveryId),
    );
    const { said, suspects, versioned, settlements, failures, fetched, again } = normaliseEvents(
      pending,
      bodies,
      readable,
    );
    await setEventStates(tx, settlements);
    await scheduleRefresh(tx, again);
    const waiting = new Set(pending.map(({ id }) => id));
    const effects: Effect[] = [];
    const apply = async (parts: readonly (readonly NormalisedEvent[])[]) => {
      const work = (inner: Transaction, some: typeof parts) => applyAndSettle(inner, some.flat(), waiting, fetched);
      const applied = await applyWithBisect(tx, parts, work);
      for (const { item, thrown } of applied.failures)
        failures.push(...item.filter(({ id }) => waiting.has(id)).map(({ id }) => ({ id, thrown })));
      for (const part of applied.results) effects.push(...part);
    };
    await apply(said.map((one) => [one]));
    for (const one of suspects) await apply([[one]]);
    for (const [first, versions] of versioned) await apply([await withCurrentVersions(tx, first, versions)]);
    await completeJobs(tx, queue, batch, failures, priority);
    await announceChanges(tx, effects);
    return { jobs: jobs.length, events: pending.length, effects: effects.length, failed: failures.length };
  });
  if (worked.events > 0) log.debug({ ...worked, ms: Math.round(performance.now() - begun) }, 'events applied');
  return worked;
}

const NO_PROVIDERS: ReadonlySet<string> = new Set();

async function applyAndSettle(
  tx: Transaction,
  said: readonly NormalisedEvent[],
  waiting: ReadonlySet<string>,
  fetched: ReadonlyMap<string, Fetched>,
): Promise<Effect[]> {
  const effects = await applyEvents(tx, said);
  if (fetched.size > 0) await recordDrift(tx, effects, fetched);
  await setEventStates(
    tx,
    said.filter(({ id }) => waiting.has(id)).map(({ id, reportedAt }) => ({ id, state: 'processed', reportedAt })),
  );
  return effects;
}

/** Shows facts that lay ahead once their time has come, though no event says anything new. Returns of how many subjects. */
export async function projectDueFacts(sql: Sql, signal?: AbortSignal): Promise<number> {
  for (let looked = 0; ; ) {
    const { subjects } = await sql.begin(async (tx) => {
      await shareProjections(tx);
      const due = await projectDue(tx);
      await announceChanges(tx, due.effects);
      return due;
    });
    looked += subjects;
    if (subjects === 0 || signal?.aborted) return looked;
  }
}

/** Buries the events whose retries are used up. Returns how many. */
export async function deadLetter(sql: Sql, queue: Queue): Promise<number> {
  return sql.begin(async (tx) => {
    const dead = await queue.fetchDeadLetters<ProcessJob>(tx, processJob, 100);
    const named = dead.flatMap(({ data }) => ('events' in data ? data.events : []));
    const events = await listPendingEvents(tx, [], named);
    await deadLetterEvents(
      tx,
      events.map(({ id }) => id),
    );
    return dead.length;
  });
}
