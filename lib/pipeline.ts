/**
 * Overview of the data flow:
 *
 * webhook ──receive──▶ delivery ──processBatch──▶ changes ──▶ effects ──followUp──▶ drift, notices, live pages
 *                           ▲
 * API ──── reconcile ─────┘        (`lib/reconcile`: snapshots are stored as deliveries too)
 *
 * `receive` verifies and stores; a webhook is answered 200 after the commit. `processBatch` normalises stored events and applies
 * them: delivered at least once, effective exactly once. `projectDueFacts` projects entities again whose future dates have come.
 * `deadLetter` marks events that failed every attempt.
 */
import { beginAgain } from '#db/begin-again.ts';
import type { Sql } from '#db/client.ts';
import { shareProjections } from '#db/projection-lock.ts';
import { messageOf, Unreadable } from '#lib/errors.ts';
import { fetchBatch } from '#lib/inbox/batch.ts';
import { deadLetterEvents, setEventStates } from '#lib/inbox/event-state.ts';
import { withoutSecrets } from '#lib/inbox/headers.ts';
import { type ProcessJob, processJob } from '#lib/inbox/jobs.ts';
import { listPendingEvents, loadBodies } from '#lib/inbox/load-pending-events.ts';
import { notifySettled } from '#lib/inbox/notify-changed.ts';
import { log } from '#lib/log.ts';
import { applyNormalised } from '#lib/pipeline/apply-normalised.ts';
import { type Answer, type Arrival, NOT_CONFIRMED, type ReceiveContext } from '#lib/pipeline/arrival.ts';
import { BATCH_LIMITS } from '#lib/pipeline/batch-limits.ts';
import { completeJobs } from '#lib/pipeline/complete-jobs.ts';
import { followUp } from '#lib/pipeline/follow-ups.ts';
import { normaliseEvents } from '#lib/pipeline/normalise-events.ts';
import { openBody } from '#lib/pipeline/open-body.ts';
import { reportBatch } from '#lib/pipeline/report-batch.ts';
import { withoutTests } from '#lib/pipeline/test-events.ts';
import { problem } from '#lib/problem.ts';
import { projectDue } from '#lib/projections/apply.ts';
import type { Provider } from '#lib/providers/contract.ts';
import type { Priority, Queue } from '#lib/queue/index.ts';
import { scheduleRefresh } from '#lib/reconcile/refresh.ts';

/**
 * Receives a webhook: verifies the raw bytes, parses the body, stores delivery, events and job in one transaction, and answers
 * after the commit. Never throws, whatever is sent, and also while the database is unavailable.
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
  const opened = openBody(provider, arrival);
  if ('refused' in opened) {
    reject(opened.reason);
    return { status: opened.refused, body: problem(opened.refused, opened.detail) };
  }
  try {
    const { body, receivedAt, remote } = arrival;
    const headers = withoutSecrets(arrival.headers, secrets);
    const receipt = await store({
      provider: provider.name,
      source: 'webhook',
      receivedAt,
      remote,
      headers,
      body,
      ...opened,
    });
    acknowledge(verified.secret, begun, receipt);
    const { deliveryId: delivery, fresh } = receipt;
    const malformed = opened.malformed ?? receipt.malformed;
    if (malformed !== undefined) return { status: 400, body: { ...problem(400, malformed), delivery } };
    const events = opened.events.length;
    return { status: 200, body: { received: true, delivery, events, ...(fresh === 0 && { duplicate: true }) } };
  } catch (thrown) {
    log.warn({ provider: provider.name, reason: messageOf(thrown) }, 'delivery not confirmed as stored');
    if (thrown instanceof Unreadable) {
      reject('the database rejected its content');
      return { status: 400, body: problem(400, thrown.message) };
    }
    return { status: 503, body: NOT_CONFIRMED, retryAfter: 5 };
  }
}

/** The counts of a batch: `jobs` is 0 when none was due; a job that holds only duplicates has no events. */
export type BatchResult = { jobs: number; events: number; effects: number; failed: number };

/**
 * Processes a batch in one transaction: jobs, events, rows and follow-ups commit together or not at all. A failing event is isolated
 * and retried later; the rest of its batch is applied. Objects that events of `providersWithApi` only reference are scheduled for a
 * refresh.
 */
export async function processBatch(
  sql: Sql,
  queue: Queue,
  providersWithApi: ReadonlySet<string> = new Set(),
  priority: Priority = 'live',
): Promise<BatchResult> {
  const begun = performance.now();
  let report = () => {};
  const result = await beginAgain(sql, async (tx): Promise<BatchResult> => {
    await shareProjections(tx);
    const batch = await fetchBatch(tx, queue, priority, BATCH_LIMITS[priority]);
    const pending = await withoutTests(tx, batch.pending);
    if (batch.jobs.length === 0) return { jobs: 0, events: 0, effects: 0, failed: 0 };
    const ids = pending.map(({ deliveryId }) => deliveryId);
    const normalised = normaliseEvents(pending, await loadBodies(tx, ids), providersWithApi);
    await setEventStates(tx, normalised.settlements);
    await scheduleRefresh(tx, normalised.refresh);
    const { effects, failures } = await applyNormalised(tx, normalised, new Set(pending.map(({ id }) => id)));
    await completeJobs(tx, queue, batch, failures, priority);
    report = await reportBatch(tx, { pending, effects, failures, begun });
    return { jobs: batch.jobs.length, events: pending.length, effects, failed: failures.length };
  });
  report();
  return result;
}

/** Projects entities again whose future dates have come (`facts.due_at`). Returns the number of entities. */
export async function projectDueFacts(sql: Sql, signal?: AbortSignal): Promise<number> {
  for (let projected = 0; ; ) {
    const { entities } = await beginAgain(sql, async (tx) => {
      await shareProjections(tx);
      const due = await projectDue(tx);
      await followUp(tx, { ...due, fetched: new Map() });
      return due;
    });
    projected += entities;
    if (entities === 0 || signal?.aborted) return projected;
  }
}

/** Marks events whose retries are used up as dead letters. Returns how many. */
export async function deadLetter(sql: Sql, queue: Queue): Promise<number> {
  return beginAgain(sql, async (tx) => {
    const dead = await queue.fetchDeadLetters<ProcessJob>(tx, processJob, 100);
    const eventIds = dead.flatMap(({ data }) => ('events' in data ? data.events : []));
    const pending = (await listPendingEvents(tx, [], eventIds)).map(({ id }) => id);
    await deadLetterEvents(tx, pending);
    if (pending.length > 0) await notifySettled(tx);
    return dead.length;
  });
}
