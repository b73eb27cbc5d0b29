import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Database, openDatabase, type Sql } from '#db/client.ts';
import { etaDelays } from '#db/queries/shipment-views.ts';
import { snapshotKey } from '#lib/model/snapshot-key.ts';
import { parseMoment } from '#lib/model/time.ts';
import { ownDatabase } from '#tests/support/database.ts';

const SHIPMENT = '00000000-0000-4000-8000-000000000001';

describe('shipments with ETA delays since yesterday', () => {
  let db: Database & { $client: Sql };
  beforeAll(async () => {
    db = openDatabase(await ownDatabase(), { max: 2 });
  });
  afterAll(() => db.$client.end());

  /** Whether a shipment with these changes of its ETA counts; changes in one list are one transaction. */
  async function counts(...transactions: readonly (readonly (string | null)[])[]): Promise<boolean> {
    return countsBy(randomUUID(), ...transactions);
  }

  async function countsBy(event: string, ...transactions: readonly (readonly (string | null)[])[]): Promise<boolean> {
    await db.execute('truncate effects');
    let before: string | null = null;
    for (const [minute, estimates] of transactions.entries()) {
      for (const after of estimates) {
        const [was, is] = [before, after].map((text) => (text === null ? null : JSON.stringify(parseMoment(text))));
        await db.$client`
          insert into effects (event_id, entity_type, entity_id, field, before, after, recorded_at)
          values (${event}, 'shipment', ${SHIPMENT}, 'eta', ${was ?? null}::text::json, ${is ?? null}::text::json,
            date_trunc('second', now()) - interval '1 hour' + make_interval(mins => ${minute}))`;
        before = after;
      }
    }
    return (await db.execute(etaDelays)).length === 1;
  }

  it('include one whose ETA is days or hours later', async () => {
    expect(await counts(['2026-11-26'], ['2026-11-29'])).toBe(true);
    expect(await counts(['2026-11-26T08:00:00Z'], ['2026-11-26T12:00:00Z'])).toBe(true);
  });

  it('omit one whose ETA only became more precise, in any time zone', async () => {
    expect(await counts(['2026-11-25'], ['2026-11-25T16:00:00Z'])).toBe(false);
    expect(await counts(['2026-11-25'], ['2026-11-25T23:30:00-08:00'])).toBe(false);
    expect(await counts(['2026-11-25'], ['2026-11-26T00:30:00+08:00'])).toBe(true);
  });

  it('omit one whose route was synchronised leg by leg: the arrival at a hub is not an ETA', async () => {
    const legByLeg = ['2026-12-06T08:00:00Z', null, '2026-11-03T12:00:00+08:00', '2026-12-06T08:00:00Z'];
    expect(await counts(legByLeg)).toBe(false);
    expect(await counts(['2026-12-06T08:00:00Z'], [null, '2026-11-03T12:00:00+08:00', '2026-12-06T08:00:00Z'])).toBe(
      false,
    );
  });

  it('omit one whose estimates the initial sync read, first of the shipment and then of its legs', async () => {
    const event = randomUUID();
    await db.$client`
      insert into reconcile_runs (id, provider, scope, started_at, moved_at, finished_at)
      values (gen_random_uuid(), 'flexport', 'initial', now() - interval '2 hours', now(), now() - interval '1 hour')`;
    const insert = (key: string) => db.$client`
      insert into events (id, provider, key, type, delivery_id, position, state, received_at)
      values (${event}, 'flexport', ${key}, 'snapshot.leg', gen_random_uuid(), 0, 'processed', now() - interval '90 minutes')
      on conflict (id) do update set key = excluded.key`;
    await insert(snapshotKey('leg', '7', '2026-11-26T08:00:00.000Z'));
    expect(await countsBy(event, ['2026-03-14'], ['2026-04-18'])).toBe(false);
    // A webhook that arrived meanwhile does count.
    await insert('evt_1');
    expect(await countsBy(event, ['2026-03-14'], ['2026-04-18'])).toBe(true);
  });
});
