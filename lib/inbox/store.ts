import { hash, randomUUIDv7 } from 'node:crypto';
import type { Sql } from '#db/client.ts';
import { doorbell } from '#db/doorbell.ts';
import { Unavailable } from '#lib/errors.ts';
import { eventId } from '#lib/model/identity.ts';
import type { Queue } from '#lib/queue/index.ts';
import { groupCommit } from './group-commit.ts';
import { type ApplyJob, applyJob, INBOX_CHANNEL } from './jobs.ts';

/** A delivery that passed verification, and what it holds. */
export type Incoming = {
  provider: string;
  source: 'webhook' | 'reconcile';
  receivedAt: string;
  remote: string;
  headers: Readonly<Record<string, string>>;
  body: Uint8Array;
  /** Key and type of each event, in the order of the body. */
  events: readonly { key: string; type: string }[];
  /** Why the body cannot be read; such a delivery holds one event, buried from the start. */
  malformed?: string;
};

export type Receipt = {
  deliveryId: string;
  /** How many of its events were new; none means that the whole delivery is a duplicate. */
  fresh: number;
};

export type Store = (incoming: Incoming) => Promise<Receipt>;

/** Limits of one shared write and of what may wait, sized so that a full queue holds some seconds of heavy traffic. */
const LIMITS = { batch: 256, writers: 2, waiting: 8_000 };

/**
 * Opens the inbox for writing. A delivery is stored with its events and the job that applies them in one transaction;
 * concurrent deliveries share one. An event whose key is known is not stored again: the primary key decides, in the
 * insert itself, so that two arrivals at the same instant cannot both be first.
 *
 * The promise resolves after the commit. It rejects with whatever the database said when nothing was stored.
 */
export function openStore(sql: Sql, queue: Pick<Queue, 'putting'>): Store {
  const ring = doorbell(sql, INBOX_CHANNEL);
  const commit = groupCommit((batch: readonly Incoming[]) => storeAll(sql, queue, ring, batch), LIMITS);
  return (incoming) => within(commit(incoming));
}

/** The least patient sender waits five seconds: what takes longer is refused, even if it turns out to be stored after all. */
const PATIENCE = 4_500;

async function within<T>(stored: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Unavailable('the database did not answer in time')), PATIENCE);
  });
  try {
    return await Promise.race([stored, late]);
  } finally {
    clearTimeout(timer);
  }
}

type Counted = { delivery_id: string; fresh: number };

/** Events, deliveries and the job in one statement, so in one transaction and one round trip. `$1` is events, `$2` deliveries. */
const STORE = (putJob: string) => `
  with said as materialized (
    select * from json_to_recordset($1::text::json) as given(id uuid, provider text, key text, type text,
      delivery uuid, position smallint, state text, reason text, received timestamptz)
  ), fresh as (
    insert into events (id, provider, key, type, delivery_id, position, state, reason, received_at)
    select id, provider, key, type, delivery, position, state, reason, received from said order by id
    on conflict (id) do nothing
    returning delivery_id
  ), counts as (
    select delivery_id, count(*)::int as fresh from fresh group by delivery_id
  ), kept as (
    insert into deliveries (id, provider, source, verdict, received_at, remote, headers, body, bytes, event_count, contents, error)
    select id, provider, source,
      case when fresh is null then 'duplicate' when error is null then 'new' else 'malformed' end,
      received, remote, headers,
      case when fresh is not null then coalesce(convert_to(text, 'UTF8'), decode(base64, 'base64')) end,
      bytes, events,
      case when fresh is null then
        (select json_agg(json_build_array(key, type) order by position) from said where delivery = given.id)
      end,
      error
    from json_to_recordset($2::text::json) as given(id uuid, provider text, source text, received timestamptz,
      remote text, headers json, text text, base64 text, bytes int, events int, error text)
    left join counts on delivery_id = id
  ), job as (
    ${putJob}
  )
  select delivery_id, fresh from counts`;

async function storeAll(
  sql: Sql,
  queue: Pick<Queue, 'putting'>,
  ring: () => void,
  batch: readonly Incoming[],
): Promise<Receipt[]> {
  const ids = batch.map(() => randomUUIDv7());
  const events = JSON.stringify(batch.flatMap((incoming, at) => eventRows(incoming, ids[at] as string)));
  const deliveries = JSON.stringify(batch.map((incoming, at) => deliveryRow(incoming, ids[at] as string)));
  const job = await queue.putting(applyJob, [{ deliveries: ids } satisfies ApplyJob], '$3');
  const counts = await sql.unsafe<Counted[]>(STORE(job.text), [events, deliveries, job.value], { prepare: true });
  ring();
  const fresh = new Map(counts.map((row) => [row.delivery_id, row.fresh]));
  return ids.map((deliveryId) => ({ deliveryId, fresh: fresh.get(deliveryId) ?? 0 }));
}

function deliveryRow({ provider, source, receivedAt, remote, headers, body, events, malformed }: Incoming, id: string) {
  return {
    id,
    provider,
    source,
    received: receivedAt,
    remote: storable(remote),
    headers: storableHeaders(headers),
    ...bodyOf(body),
    bytes: body.byteLength,
    events: events.length,
    error: malformed === undefined ? null : storable(malformed),
  };
}

function storableHeaders(headers: Incoming['headers']): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const name in headers) kept[storable(name)] = storable(headers[name] ?? '');
  return kept;
}

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** UTF-8 travels as text, which is quicker; bytes that are not UTF-8, or hold a NUL, travel as base64. */
function bodyOf(body: Uint8Array): { text: string } | { base64: string } {
  try {
    const text = decoder.decode(body);
    if (!text.includes('\0')) return { text };
  } catch {
    // Not UTF-8: falls through to the form that carries any bytes.
  }
  return { base64: Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString('base64') };
}

function eventRows({ provider, receivedAt, events, malformed }: Incoming, delivery: string) {
  return events.map(({ key, type }, position) => ({
    id: eventId(provider, storableKey(key)),
    provider,
    key: storableKey(key),
    type: storable(type),
    delivery,
    position,
    state: malformed === undefined ? 'pending' : 'buried',
    reason: malformed === undefined ? null : storable(malformed),
    received: receivedAt,
  }));
}

/** A key of any length, short enough for an index and still its own. */
function storableKey(key: string): string {
  if (key.length <= 500 && storable(key) === key) return key;
  return `${storable(key).slice(0, 400)}…${hash('sha256', key)}`;
}

/** Text as PostgreSQL can hold it: no NUL, no half of a surrogate pair, and short enough for an index. */
function storable(text: string): string {
  if (text.length <= 2_000 && text.isWellFormed() && !text.includes('\0')) return text;
  return text.replaceAll('\0', '\uFFFD').toWellFormed().slice(0, 2_000);
}
