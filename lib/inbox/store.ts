import { randomUUIDv7 } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Sql } from '#db/client.ts';
import { isDatabaseAway, isRefusedInput } from '#db/faults.ts';
import { notifyThrottled } from '#db/notify-throttled.ts';
import { messageOf, Unavailable, Unreadable } from '#lib/errors.ts';
import type { Queue } from '#lib/queue/index.ts';
import { deliveryRow, eventRows, type Incoming } from './delivery-rows.ts';
import { groupCommit } from './group-commit.ts';
import { unreadableKey } from './headers.ts';
import { INBOX_CHANNEL, type ProcessJob, processJob } from './jobs.ts';
import { type ContentDigests, versionStore } from './versions.ts';

export type { Incoming };

export type Receipt = {
  deliveryId: string;
  /** How many of its events were new; 0 if the whole delivery is a duplicate. */
  fresh: number;
  /** Why the database rejected its rows; its bytes are stored as a dead letter. */
  malformed?: string;
};

export type Store = (incoming: Incoming) => Promise<Receipt>;

/** Limits of one shared write and of the waiting deliveries: a full queue holds some seconds of heavy traffic. */
export const STORE_LIMITS = {
  batch: 256,
  writers: 2,
  waiting: 8_000,
  batchWeight: 4 * 1024 * 1024,
  waitingWeight: 64 * 1024 * 1024,
  weigh: ({ body, events }: Incoming) => body.byteLength + events.length * EVENT_WEIGHT,
  isRefusal: isRefusedInput,
};

/** Memory for the row of an event, beside the body, bytes. */
const EVENT_WEIGHT = 400;

/** Events of the deliveries of one job, unless a single delivery has more. */
const EVENTS_PER_JOB = 1_200;

/**
 * Opens the inbox for writing. A delivery is stored with its events and the job that applies them in one transaction; concurrent
 * deliveries share one. An event whose key is known is not stored again: the primary key decides, in the insert itself, so that
 * two arrivals at the same instant cannot both be first. Other content under a known id is stored as a newer version of the
 * event.
 *
 * The promise resolves after the commit. It rejects with `Unreadable` when the database rejects even the bare bytes, and with the
 * error of the driver when the database is unavailable.
 */
export function openStore(sql: Sql, queue: Pick<Queue, 'insertJobsSql' | 'enqueue'>, digests: ContentDigests): Store {
  const notify = notifyThrottled(sql, INBOX_CHANNEL);
  const commit = groupCommit(
    (batch: readonly Incoming[]) => retryWhileAway(() => storeAll(sql, queue, notify, batch)),
    STORE_LIMITS,
  );
  const storeVersions = versionStore(sql, queue, digests, notify);
  const store = async (incoming: Incoming): Promise<Receipt> => {
    const receipt = await commit(incoming);
    const repeats = receipt.fresh < incoming.events.length && incoming.events.some(({ byId }) => byId);
    if (!repeats) return receipt;
    return { ...receipt, fresh: receipt.fresh + (await storeVersions(incoming, receipt.deliveryId)) };
  };
  return (incoming) => withTimeout(store(incoming).catch((thrown) => storeMalformed(commit, incoming, thrown)));
}

/** Stores the bytes of a delivery whose rows the database rejects, with one event that cannot be read. */
async function storeMalformed(
  commit: (incoming: Incoming) => Promise<Receipt>,
  incoming: Incoming,
  thrown: unknown,
): Promise<Receipt> {
  if (!isRefusedInput(thrown)) throw thrown;
  const malformed = `The database rejected its content: ${messageOf(thrown)}`;
  const events = [{ key: unreadableKey(incoming.body), type: '' }];
  const receipt = await commit({ ...incoming, events, malformed }).catch((thrownAgain: unknown) => {
    throw isRefusedInput(thrownAgain) ? new Unreadable(malformed) : thrownAgain;
  });
  return { ...receipt, malformed };
}

/** How long, and how often, a write is retried while the database is unavailable. */
export const RETRY = { withinMs: 3_500, pauseMs: 100 };

/**
 * Retries a write while the database is unavailable, so that senders do not notice a restart of some seconds. If a write was committed
 * and its answer was lost, the next attempt finds a duplicate, so nothing is stored twice.
 */
async function retryWhileAway<T>(write: () => Promise<T>): Promise<T> {
  const deadline = performance.now() + RETRY.withinMs;
  for (;;) {
    try {
      return await write();
    } catch (thrown) {
      if (!isDatabaseAway(thrown) || performance.now() + RETRY.pauseMs > deadline) throw thrown;
      await sleep(RETRY.pauseMs);
    }
  }
}

/**
 * Limit for retries and insert together: the least patient sender waits 5 s. A delivery that takes longer is answered 503, even if it
 * is stored afterwards; the repeated one is then a duplicate.
 */
export const STORE_TIMEOUT_MS = 4_500;

function withTimeout<T>(stored: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const onTimeout = () => reject(new Unavailable('the database did not answer in time'));
    const timer = setTimeout(onTimeout, STORE_TIMEOUT_MS);
    stored.then(
      (value) => {
        clearTimeout(timer);
        resolve(value);
      },
      (thrown: unknown) => {
        clearTimeout(timer);
        reject(thrown);
      },
    );
  });
}

type Counted = { delivery_id: string; fresh: number };

/** Events, deliveries and the job in one statement, so in one transaction and one round trip. `$1` is events, `$2` deliveries. */
const STORE = (insertJob: string) => `
  with given_events as materialized (
    select * from json_to_recordset($1::text::json) as given(id uuid, provider text, key text, type text,
      delivery uuid, position int, state text, reason text, received timestamptz)
  ), fresh as (
    insert into events (id, provider, key, type, delivery_id, position, state, reason, received_at)
    select id, provider, key, type, delivery, position, state, reason, received from given_events order by id
    on conflict (id) do nothing
    returning delivery_id
  ), counts as (
    select delivery_id, count(*)::int as fresh from fresh group by delivery_id
  ), kept as (
    insert into deliveries (id, provider, source, status, received_at, remote, headers, body, bytes, event_count, contents, error)
    select id, provider, source,
      case when fresh is null then 'duplicate' when error is null then 'accepted' else 'malformed' end,
      received, remote, headers,
      case when fresh is not null then coalesce(convert_to(text, 'UTF8'), decode(base64, 'base64')) end,
      bytes, events,
      case when fresh is null then
        (select json_agg(json_build_array(key, type) order by position) from given_events where delivery = given.id)
      end,
      error
    from json_to_recordset($2::text::json) as given(id uuid, provider text, source text, received timestamptz,
      remote text, headers json, text text, base64 text, bytes int, events int, error text)
    left join counts on delivery_id = id
  ), job as (
    ${insertJob}
  )
  select delivery_id, fresh from counts`;

async function storeAll(
  sql: Sql,
  queue: Pick<Queue, 'insertJobsSql'>,
  notify: () => void,
  batch: readonly Incoming[],
): Promise<Receipt[]> {
  const ids = batch.map(() => randomUUIDv7());
  const events = JSON.stringify(batch.flatMap((incoming, at) => eventRows(incoming, ids[at] as string)));
  const deliveries = JSON.stringify(batch.map((incoming, at) => deliveryRow(incoming, ids[at] as string)));
  const job = await queue.insertJobsSql(processJob, jobsOf(batch, ids), '$3');
  const counts = await sql.unsafe<Counted[]>(STORE(job.text), [events, deliveries, job.value], { prepare: true });
  notify();
  const fresh = new Map(counts.map((row) => [row.delivery_id, row.fresh]));
  return ids.map((deliveryId) => ({ deliveryId, fresh: fresh.get(deliveryId) ?? 0 }));
}

/** The jobs for the deliveries of a commit: one, or several for many events, since a job should fit into one batch. */
function jobsOf(batch: readonly Incoming[], ids: readonly string[]): ProcessJob[] {
  const jobs: { deliveries: string[]; events: number }[] = [];
  for (const [at, { events }] of batch.entries()) {
    const last = jobs.at(-1);
    const id = ids[at] as string;
    if (last && last.events + events.length <= EVENTS_PER_JOB) {
      last.deliveries.push(id);
      last.events += events.length;
    } else jobs.push({ deliveries: [id], events: events.length });
  }
  return jobs.map(({ deliveries }) => ({ deliveries }));
}
