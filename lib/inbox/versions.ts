import { hash } from 'node:crypto';
import { readBodies } from '#db/archive/read-bodies.ts';
import type { Sql, Transaction } from '#db/client.ts';
import { isRefusedInput } from '#db/faults.ts';
import { eventId, versionId } from '#lib/model/identity.ts';
import type { Queue } from '#lib/queue/index.ts';
import { bodyOf, digestOf, type Incoming, storable, storableKey } from './delivery-rows.ts';
import { groupCommit } from './group-commit.ts';
import { type ProcessJob, processJob } from './jobs.ts';

/** Digests of the events of a stored body, by position; equal digests mean equal content. */
export type ContentDigests = (provider: string, source: 'webhook' | 'reconcile', body: Uint8Array) => string[];

type Repeat = { ids: string[]; digest: string };
type Candidate = { id: string; key: string; type: string; position: number };

const LIMITS = {
  batch: 256,
  writers: 1,
  waiting: 8_000,
  weigh: ({ ids }: Repeat) => ids.length * 100,
  batchWeight: 1024 * 1024,
  waitingWeight: 64 * 1024 * 1024,
  isRefusal: isRefusedInput,
};

/**
 * Classifies repeated event ids. The same bytes, or the same content in another notation, is a duplicate. Other content is a
 * newer version of the event: it gets a row of its own, its delivery keeps the bytes, and a job applies it. The returned function
 * resolves, after the commit, to the number of newer versions in a delivery.
 */
export function versionStore(
  sql: Sql,
  queue: Pick<Queue, 'enqueue'>,
  digests: ContentDigests,
  notify: () => void,
): (incoming: Incoming, deliveryId: string) => Promise<number> {
  // Duplicates of the same bytes are common and share one query; other content is rare.
  const findUnknown = groupCommit((batch: readonly Repeat[]) => unknownDigests(sql, batch), LIMITS);
  return async (incoming, deliveryId) => {
    const events = candidates(incoming);
    const unknown = await findUnknown({ ids: events.map(({ id }) => id), digest: hash('sha256', incoming.body) });
    if (unknown.size === 0) return 0;
    const changed = events.filter(({ id }) => unknown.has(id));
    const kept = await sql.begin((tx) => insertVersions(tx, queue, digests, incoming, deliveryId, changed));
    if (kept > 0) notify();
    return kept;
  };
}

function candidates({ provider, events }: Incoming): Candidate[] {
  return events.flatMap(({ key, type, byId }, position) =>
    byId ? [{ id: eventId(provider, storableKey(key)), key: storableKey(key), type: storable(type), position }] : [],
  );
}

/** The events of each delivery of which no version has the same bytes. */
async function unknownDigests(sql: Sql, batch: readonly Repeat[]): Promise<Set<string>[]> {
  const ids = [...new Set(batch.flatMap((repeat) => repeat.ids))];
  // The database hashes stored bodies only here: a digest for each new event would slow the webhook listener down. Archived ones have one.
  const rows = await sql<{ id: string; digest: string }[]>`
    select coalesce(e.version_of, e.id) as id, encode(coalesce(d.body_sha256, sha256(d.body)), 'hex') as digest
    from events e join deliveries d on d.id = e.delivery_id
    where (e.id = any(${ids}::uuid[]) or e.version_of = any(${ids}::uuid[]))
      and (d.body is not null or d.body_sha256 is not null)`;
  const known = new Set(rows.map(({ id, digest }) => `${id} ${digest}`));
  return batch.map((repeat) => new Set(repeat.ids.filter((id) => !known.has(`${id} ${repeat.digest}`))));
}

/** Stores the events of a delivery whose content differs from all versions. Returns how many. */
async function insertVersions(
  tx: Transaction,
  queue: Pick<Queue, 'enqueue'>,
  digests: ContentDigests,
  incoming: Incoming,
  deliveryId: string,
  events: readonly Candidate[],
): Promise<number> {
  const own = digests(incoming.provider, incoming.source, incoming.body);
  const signal = AbortSignal.timeout(ARCHIVE_TIMEOUT_MS);
  let kept = 0;
  for (const event of events) {
    const content = own[event.position] ?? digestOf(incoming.body);
    const versions = await lockVersions(tx, digests, event.id, signal);
    if (versions.some((version) => version.content === content)) continue;
    const version = Math.max(1, ...versions.map((one) => one.version)) + 1;
    const id = versionId(incoming.provider, event.key, content);
    const stored = await tx`
      insert into events (id, provider, key, type, delivery_id, position, state, received_at, version, version_of)
      values (${id}, ${incoming.provider}, ${event.key}, ${event.type}, ${deliveryId}, ${event.position}, 'pending',
        ${incoming.receivedAt}, ${version}, ${event.id})
      on conflict (id) do nothing`;
    kept += stored.count;
  }
  if (kept === 0) return 0;
  await storeBody(tx, incoming, deliveryId);
  await queue.enqueue(tx, processJob, [{ deliveries: [deliveryId] } satisfies ProcessJob]);
  return kept;
}

/** Stores the bytes of a delivery that counted as a duplicate until now. */
async function storeBody(tx: Transaction, incoming: Incoming, deliveryId: string): Promise<void> {
  const { text = null, base64 = null } = { text: undefined, base64: undefined, ...bodyOf(incoming.body) };
  await tx`
    update deliveries set status = 'accepted', contents = null,
      body = coalesce(convert_to(${text}::text, 'UTF8'), decode(${base64}::text, 'base64'))
    where id = ${deliveryId}`;
}

type Version = { version: number; content: string | undefined };

/** All versions of an event, locked until the transaction ends, so that no other is added meanwhile. */
async function lockVersions(
  tx: Transaction,
  digests: ContentDigests,
  id: string,
  signal: AbortSignal,
): Promise<Version[]> {
  await tx`select from events where id = ${id} for update`;
  const rows = await tx<
    { version: number; position: number; provider: string; source: 'webhook' | 'reconcile'; delivery: string }[]
  >`
    select e.version, e.position, e.provider, d.source, d.id as delivery
    from events e join deliveries d on d.id = e.delivery_id
    where e.id = ${id} or e.version_of = ${id}
    order by e.version desc limit ${MAX_COMPARED}`;
  const bodies = await readBodies(
    tx,
    rows.map(({ delivery }) => delivery),
    signal,
  );
  return rows.map(({ version, position, provider, source, delivery }) => {
    const body = bodies.get(delivery);
    // Content that the archive cannot give now counts as other content: a version too many is shown, none is lost.
    return { version, content: body instanceof Uint8Array ? digests(provider, source, body)[position] : undefined };
  });
}

/** For how long the events of a delivery are compared with archived ones: its sender waits, and gets 503 after 4.5 seconds. */
const ARCHIVE_TIMEOUT_MS = 2_000;

/** A new version is compared with this many, latest first. Older content counts as a new version. */
const MAX_COMPARED = 20;
