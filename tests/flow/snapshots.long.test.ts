import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { openSql } from '#db/client.ts';
import { CREDENTIALS, createWorld, type EmulatedDelivery, State, startApi } from '#lib/emulator/index.ts';
import { eventId } from '#lib/model/identity.ts';
import { applyEvents, type NormalisedEvent } from '#lib/projections/apply.ts';
import { SNAPSHOT, type Snapshot, type SnapshotRaw } from '#lib/providers/api.ts';
import type { OpenedEvent } from '#lib/providers/contract.ts';
import { createHttpClient } from '#lib/providers/http.ts';
import { findProvider, providers } from '#lib/providers/index.ts';
import { variablesOf } from '#tests/support/api-variables.ts';
import { ownDatabase } from '#tests/support/database.ts';
import { clearProjections, projectionSnapshot } from '#tests/support/projection-snapshot.ts';
import { repetitions } from '#tests/support/repetitions.ts';

const start = new Date('2025-01-01T00:00:00Z');
const days = (count: number) => new Date(start.getTime() + count * 86_400_000);

/** All objects that the APIs list at this moment. */
async function snapshots(urls: Record<'flexport' | 'mvmnt', string>): Promise<(Snapshot & { provider: string })[]> {
  const found: (Snapshot & { provider: string })[] = [];
  const env = { ...variablesOf({ urls }), FLEXPORT_API_TOKEN: CREDENTIALS.flexport.apiKey };
  for (const { name, api: factory } of providers) {
    const client = factory?.connect({
      env,
      createClient: (base) => createHttpClient(base),
      token: (renew) => renew().then(({ token }) => token),
    });
    for (const { kind } of client?.kinds ?? []) {
      for (let cursor: string | null | undefined; cursor !== null; ) {
        const page = await client?.page(kind, { since: null, cursor: cursor ?? null });
        found.push(...(page?.snapshots ?? []).map((snapshot) => ({ ...snapshot, provider: name })));
        cursor = page?.next ?? null;
      }
    }
  }
  return found;
}

function normalised(provider: string, event: OpenedEvent): NormalisedEvent[] {
  const outcome = findProvider(provider)?.normalise(event);
  if (outcome?.outcome !== 'changes') return [];
  const learnedAt = '2026-01-01T00:00:00.000Z';
  const { changes, reportedAt } = outcome;
  const id = eventId(provider, event.key);
  return [{ id, provider, key: event.key, learnedAt, reportedAt: reportedAt ?? learnedAt, changes }];
}

function ofWebhook({ provider, body }: EmulatedDelivery): NormalisedEvent[] {
  return (findProvider(provider)?.open(Buffer.from(body)) ?? []).flatMap((event) => normalised(provider, event));
}

function ofSnapshot({
  provider,
  kind,
  id,
  requestedAt,
  raw,
  subject,
}: Snapshot & { provider: string }): NormalisedEvent[] {
  const stated: SnapshotRaw = { kind, id, askedAt: requestedAt, object: raw, subject: subject?.id ?? null };
  return normalised(provider, { key: `snapshot:${kind}:${id}:${requestedAt}`, type: SNAPSHOT + kind, raw: stated });
}

const state = new State([createWorld({ seed: 'mixed', start, shipments: 8, shipmentIntervalMs: 12 * 3_600_000 })]);
const api = await startApi({ state, perMinute: 1_000_000 });
const events: NormalisedEvent[] = [];
for (const day of [4, 12, 25, 45]) {
  events.push(...state.advanceTo(days(day)).flatMap(ofWebhook));
  events.push(...(await snapshots(api.urls)).flatMap(ofSnapshot));
}
await api.refuse();

const sql = openSql(await ownDatabase(), { max: 2 });
afterAll(() => sql.end());

async function snapshotAfter(batches: readonly (readonly NormalisedEvent[])[]): Promise<string> {
  await clearProjections(sql);
  for (const batch of batches) await sql.begin((tx) => applyEvents(tx, batch));
  return projectionSnapshot(sql);
}

/** The same events in another order, some twice, split into batches. */
const orders = fc
  .tuple(
    fc.shuffledSubarray([...events, ...events.slice(0, 40)], { minLength: events.length + 40 }),
    fc.integer({ min: 1, max: 120 }),
  )
  .map(([all, size]) =>
    Array.from({ length: Math.ceil(all.length / size) }, (_, at) => all.slice(at * size, (at + 1) * size)),
  );

describe('snapshots and webhooks together', () => {
  it('are more than 200 each', () => {
    expect(events.filter(({ key }) => key.startsWith('snapshot:')).length).toBeGreaterThan(200);
    expect(events.filter(({ key }) => !key.startsWith('snapshot:')).length).toBeGreaterThan(200);
  });

  it('are ordered by the time of the snapshot: an older one never overwrites a later webhook', async () => {
    const inTime = events.toSorted((a, b) => (a.reportedAt < b.reportedAt ? -1 : 1));
    const expected = await snapshotAfter(inTime.map((one) => [one]));
    await fc.assert(
      fc.asyncProperty(orders, async (batches) => {
        expect(await snapshotAfter(batches)).toBe(expected);
      }),
      { numRuns: repetitions(15, 5) },
    );
  });
});
