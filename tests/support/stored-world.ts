import type { Sql } from '#db/client.ts';
import { createWorld, withChaos } from '#lib/emulator/index.ts';
import type { Inbox } from './inbox.ts';
import { clearProjections } from './projection-snapshot.ts';

export type StoredWorld = {
  seed: number;
  shipments?: number;
  /** The number of batches; each is processed before the next is received. */
  batches?: number;
  /** One in this many deliveries is followed by another version: other content under the same ids. */
  correctEvery?: number;
};

/**
 * Receives and processes the webhooks of an emulated world: late, out of order, twice, some of unknown types, and some
 * corrected afterwards.
 */
export async function storeEmulatedWorld(
  inbox: Inbox,
  { seed, shipments = 4, batches = 3, correctEvery = 5 }: StoredWorld,
): Promise<void> {
  const world = createWorld({
    seed,
    start: new Date('2026-01-05T00:00:00Z'),
    shipments,
    shipmentIntervalMs: 6 * 3_600_000,
  });
  const chaos = { duplicates: 0.1, reorder: 0.3, delay: 0.05, unknownType: 0.02 };
  const deliveries = [...withChaos(world.deliveries(), chaos, seed)].flatMap(({ provider, body }, at) =>
    at % correctEvery === seed % correctEvery
      ? [
          { provider, body },
          { provider, body: corrected(body) },
        ]
      : [{ provider, body }],
  );
  const size = Math.ceil(deliveries.length / batches);
  for (let at = 0; at < deliveries.length; at += size) {
    await Promise.all(deliveries.slice(at, at + size).map(({ provider, body }) => inbox.deliver(provider, body)));
    await inbox.drain();
  }
}

/** The same event with other times: reported an hour later, occurred a day later. */
function corrected(body: string): string {
  const later = (ms: number) => (_: string, field: string, at: string) =>
    `"${field}":"${new Date(Date.parse(at) + ms).toISOString()}"`;
  return body
    .replace(/"(created_at)":"([^"]+)"/, later(3_600_000))
    .replace(/"(occurred_at)":"([^"]+)"/, later(86_400_000));
}

/** Empties inbox, projections, their history and the rebuilds. */
export async function truncateAll(sql: Sql): Promise<void> {
  await clearProjections(sql);
  await sql`truncate events, deliveries, entity_events, rebuilds, rebuild_ledgers, rebuild_events, rebuild_versions,
    rebuild_differences`;
}
