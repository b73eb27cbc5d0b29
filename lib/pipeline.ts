/**
 * The map of Fairlead:
 *
 *   bytes ──receive──▶ Delivery ──process──▶ Change[] ──apply──▶ Effect[]
 *
 * `receive` verifies and stores; nobody is answered 200 before the commit. `process` asks the provider what the stored
 * events say and applies it: dispatched at least once, in effect exactly once. `bury` puts aside what cannot be applied.
 */
import type { Sql, Transaction } from '#db/client.ts';
import { messageOf, Unreadable } from '#lib/errors.ts';
import { claimEvents, type PendingEvent } from '#lib/inbox/claim.ts';
import { unreadableKey, withoutSecrets } from '#lib/inbox/headers.ts';
import { isolate } from '#lib/inbox/isolate.ts';
import { type ApplyJob, applyJob, CHANGE_CHANNEL } from '#lib/inbox/jobs.ts';
import { type PulledBy, type PulledEvent, readPulled } from '#lib/inbox/pulled.ts';
import { buryEvents, noteFailure, type Settlement, settleEvents } from '#lib/inbox/settle.ts';
import type { Store } from '#lib/inbox/store.ts';
import { log } from '#lib/log.ts';
import { type Problem, problem } from '#lib/problem.ts';
import { applyChanges, applyDue, type Effect, type Said } from '#lib/projections/apply.ts';
import { SNAPSHOT } from '#lib/providers/api.ts';
import type { HeaderMap, Named, OpenedEvent, Outcome, Provider } from '#lib/providers/contract.ts';
import { findProvider } from '#lib/providers/index.ts';
import type { Job, Queue } from '#lib/queue/index.ts';
import { type Fetched, recordDrift } from '#lib/reconcile/drift.ts';
import { wantAgain } from '#lib/reconcile/refresh.ts';

/** A request at one of the doors, its body read in full and untouched. `receivedAt` is ISO 8601 UTC. */
export type Arrival = { headers: HeaderMap; body: Uint8Array; receivedAt: string; remote: string };

/** What to answer; `retryAfter` in seconds. */
export type Answer =
  | { status: 200; body: { received: true; delivery: string; events: number; duplicate?: true } }
  | { status: 400 | 401 | 503; body: Problem; retryAfter?: number };

/** What `receive` needs besides the request: the inbox, the provider's active secrets, and who takes note of what came of it. */
export type Reception = {
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
  { store, secrets, reject, acknowledge }: Reception,
): Promise<Answer> {
  const begun = performance.now();
  const verified = provider.verify(arrival.headers, arrival.body, secrets);
  if (!verified.ok) {
    reject(verified.reason);
    return { status: 401, body: problem(401, verified.reason) };
  }
  const opened = openBody(provider, arrival.body);
  try {
    const headers = withoutSecrets(arrival.headers, secrets);
    const receipt = await store({ ...arrival, ...opened, headers, provider: provider.name, source: 'webhook' });
    acknowledge(verified.secret, performance.now() - begun);
    const { deliveryId: delivery, fresh } = receipt;
    if (opened.malformed !== undefined) return { status: 400, body: { ...problem(400, opened.malformed), delivery } };
    const events = opened.events.length;
    return { status: 200, body: { received: true, delivery, events, ...(fresh === 0 && { duplicate: true }) } };
  } catch (thrown) {
    log.warn({ provider: provider.name, reason: messageOf(thrown) }, 'delivery not stored');
    return { status: 503, body: problem(503, 'Nothing was stored. Deliver it again in a moment.'), retryAfter: 5 };
  }
}

type Opened = { events: { key: string; type: string }[]; malformed?: string };

/** Takes the events out of a body. One that cannot be read is kept as one event that can be replayed when it can. */
function openBody(provider: Provider, body: Uint8Array): Opened {
  try {
    return { events: provider.open(body) };
  } catch (thrown) {
    if (!(thrown instanceof Unreadable)) log.error({ err: thrown, provider: provider.name }, 'opening a body failed');
    return { events: [{ key: unreadableKey(body), type: '' }], malformed: messageOf(thrown) };
  }
}

/** What `process` did: `jobs` is 0 when nothing was waiting; duplicates make jobs without events. */
export type Worked = { jobs: number; events: number; effects: number; failed: number };

/**
 * Takes a batch of waiting events and applies it, all in one transaction: jobs, events and what is shown change together
 * or not at all. An event that fails is singled out; the others of its batch are applied, it is tried again later.
 * What events of `readable` providers only name is noted to be read through their API.
 */
export async function process(sql: Sql, queue: Queue, readable: ReadonlySet<string> = NONE): Promise<Worked> {
  const begun = performance.now();
  const worked = await sql.begin(async (tx): Promise<Worked> => {
    const jobs = await takeJobs(tx, queue);
    if (jobs.length === 0) return { jobs: 0, events: 0, effects: 0, failed: 0 };
    const events = await claimEvents(
      tx,
      jobs.map(({ data }) => data),
    );
    const { said, settlements, failures, fetched, again } = understand(events, readable);
    await settleEvents(tx, settlements);
    await wantAgain(tx, again);
    const applied = await isolate(tx, said, (inner, part) => applyAndSettle(inner, part, fetched));
    failures.push(...applied.failures.map(({ item, thrown }) => ({ id: item.id, thrown })));
    await tryAgain(tx, queue, jobs, failures);
    const effects = applied.results.flat();
    await announce(tx, effects);
    return { jobs: jobs.length, events: events.length, effects: effects.length, failed: failures.length };
  });
  if (worked.events > 0) log.debug({ ...worked, ms: Math.round(performance.now() - begun) }, 'events applied');
  return worked;
}

/** Enough jobs for a good batch: few when little waits, some hundred events when much does. */
async function takeJobs(tx: Transaction, queue: Queue): Promise<Job<ApplyJob>[]> {
  const jobs: Job<ApplyJob>[] = [];
  for (let waiting = 0; waiting < 1_200; ) {
    const more = await queue.take<ApplyJob>(tx, applyJob, 4);
    jobs.push(...more);
    waiting += more.reduce((sum, { data }) => sum + ('events' in data ? data.events : data.deliveries).length, 0);
    if (more.length < 4) break;
  }
  return jobs;
}

type Failure = { id: string; thrown: unknown };
type Understood = {
  said: Said[];
  settlements: Settlement[];
  failures: Failure[];
  /** Which of the events a run fetched. */
  fetched: Map<string, Fetched>;
  /** What they only named, by provider. */
  again: Map<string, Named[]>;
};

const NONE: ReadonlySet<string> = new Set();

/** Snapshots are ours to take; an event that only calls itself one is of a type that nobody knows. */
const FOREIGN: Outcome = { outcome: 'park', reason: 'the event type is not known yet' };

/** Asks the providers what events say. Pure but for the log; one event's trouble is no other's. */
function understand(events: readonly PendingEvent[], readable: ReadonlySet<string>): Understood {
  const understood: Understood = { said: [], settlements: [], failures: [], fetched: new Map(), again: new Map() };
  const opened = new Map<string, Unpacked>();
  for (const event of events) {
    try {
      const { id, provider: name, receivedAt: learnedAt } = event;
      const provider = findProvider(name);
      if (!provider) throw new Unreadable(`No provider ${name} is installed`);
      const unpacked = opened.get(event.deliveryId) ?? unpack(provider, event);
      opened.set(event.deliveryId, unpacked);
      const raw = unpacked.events[event.position];
      if (!raw) throw new Unreadable(`The body holds no event at position ${event.position}`);
      const said = event.source === 'webhook' && raw.type.startsWith(SNAPSHOT) ? FOREIGN : provider.normalise(raw);
      if (unpacked.by) understood.fetched.set(id, fetchedBy(unpacked.by, provider, raw));
      if (said.outcome === 'changes') {
        if (said.again && readable.has(name)) noteAgain(understood.again, name, said.again);
        understood.said.push({
          id,
          provider: name,
          key: event.key,
          learnedAt,
          reportedAt: said.reportedAt ?? learnedAt,
          changes: said.changes,
        });
      } else {
        understood.settlements.push({ id, state: said.outcome === 'park' ? 'parked' : 'ignored', reason: said.reason });
      }
    } catch (thrown) {
      if (thrown instanceof Unreadable)
        understood.settlements.push({ id: event.id, state: 'buried', reason: thrown.message });
      else understood.failures.push({ id: event.id, thrown });
    }
  }
  return understood;
}

function noteAgain(again: Map<string, Named[]>, provider: string, things: readonly Named[]): void {
  const known = again.get(provider);
  if (known) known.push(...things);
  else again.set(provider, [...things]);
}

type Unpacked = { by: PulledBy | null; events: readonly (OpenedEvent & Partial<PulledEvent>)[] };

/** The events of a delivery: what a run fetched stands in an envelope of our own. */
function unpack(provider: Provider, { source, body }: PendingEvent): Unpacked {
  return source === 'reconcile' ? readPulled(body) : { by: null, events: provider.open(body) };
}

/**
 * An event that the provider had sent was missed. A snapshot shows what it never said, where it keeps a ledger of what it did
 * say; where it keeps none, that depends on whether it spoke since the thing changed.
 */
function fetchedBy(by: PulledBy, provider: Provider, { type, since, changedAt }: Unpacked['events'][number]): Fetched {
  const cause = !type.startsWith(SNAPSHOT) ? 'missed' : provider.api?.ledger ? 'silent' : 'unknown';
  return { by, provider: provider.name, since: since ?? null, changedAt: changedAt ?? null, cause };
}

async function applyAndSettle(
  tx: Transaction,
  said: readonly Said[],
  fetched: ReadonlyMap<string, Fetched>,
): Promise<Effect[]> {
  const effects = await applyChanges(tx, said);
  if (fetched.size > 0) await recordDrift(tx, effects, fetched);
  await settleEvents(
    tx,
    said.map(({ id, reportedAt }) => ({ id, state: 'applied', reportedAt })),
  );
  return effects;
}

/** Settles the jobs. A failed event gets a job of its own; one that has it already waits its turn in the queue. */
async function tryAgain(tx: Transaction, queue: Queue, jobs: readonly Job<ApplyJob>[], failures: readonly Failure[]) {
  const alone = new Map(
    jobs.flatMap(({ id, data }) =>
      'events' in data && data.events.length === 1 ? [[data.events[0], id] as const] : [],
    ),
  );
  const failed = new Set<string>();
  for (const { id, thrown } of failures) {
    log.warn({ event: id, reason: messageOf(thrown) }, 'event failed');
    await noteFailure(tx, id, messageOf(thrown));
    const job = alone.get(id);
    if (job === undefined) await queue.put(tx, applyJob, [{ events: [id] } satisfies ApplyJob]);
    else {
      failed.add(job);
      await queue.failed(tx, applyJob, job, messageOf(thrown));
    }
  }
  await queue.done(
    tx,
    applyJob,
    jobs.map(({ id }) => id).filter((id) => !failed.has(id)),
  );
}

/** More than this are not named: then anything may have changed. */
const NAMED = 150;

/** Tells open pages what to look at again: what became different, and the shipments whose papers did. */
async function announce(tx: Transaction, effects: readonly Effect[]): Promise<void> {
  if (effects.length === 0) return;
  const changed = new Set(effects.map(({ subjectId }) => subjectId));
  if (changed.size <= NAMED && effects.some(({ noun }) => noun !== 'shipment')) {
    const linked = await tx<{ id: string }[]>`
      select distinct shipment_id as id from shipment_records where record_id = any(${[...changed]}::uuid[])`;
    for (const { id } of linked) changed.add(id);
  }
  const subjects = changed.size > NAMED ? [] : [...changed];
  await tx`select pg_notify(${CHANGE_CHANNEL}, ${JSON.stringify({ subjects })})`;
}

/** Shows facts that lay ahead once their time has come, though no event says anything new. Returns of how many subjects. */
export async function showDue(sql: Sql, signal?: AbortSignal): Promise<number> {
  for (let looked = 0; ; ) {
    const { subjects } = await sql.begin(async (tx) => {
      const due = await applyDue(tx);
      await announce(tx, due.effects);
      return due;
    });
    looked += subjects;
    if (subjects === 0 || signal?.aborted) return looked;
  }
}

/** Buries the events whose retries are used up. Returns how many. */
export async function bury(sql: Sql, queue: Queue): Promise<number> {
  return sql.begin(async (tx) => {
    const dead = await queue.takeDead<ApplyJob>(tx, applyJob, 4);
    const events = await claimEvents(
      tx,
      dead.map(({ data }) => data),
    );
    await buryEvents(
      tx,
      events.map(({ id }) => id),
    );
    return dead.length;
  });
}
