import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { receive } from '#lib/pipeline.ts';
import { applyEvents } from '#lib/projections/apply.ts';
import { findProvider } from '#lib/providers/index.ts';
import { openRuntime, type Runtime } from '#lib/runtime.ts';
import { ownDatabase } from '#tests/support/database.ts';
import { fixtureBodies, INHERITED, naming, pollution, renamed, UNSTORABLE } from '#tests/support/hostile-keys.ts';
import { reportedEvent } from '#tests/support/normalised-events.ts';
import { clearProjections, projectionSnapshot } from '#tests/support/projection-snapshot.ts';
import { repetitions } from '#tests/support/repetitions.ts';
import { SECRETS } from '#tests/support/server.ts';
import { keyed, signed } from '#tests/support/signed.ts';

let runtime: Runtime;
beforeAll(async () => {
  const secrets: Record<string, readonly string[]> = SECRETS;
  runtime = await openRuntime(await ownDatabase(), ({ name }) => secrets[name] ?? []);
});
afterAll(() => runtime.stop());

const BODIES = { flexport: fixtureBodies('flexport'), mvmnt: fixtureBodies('mvmnt') };
const HEADERS = { flexport: (body: string) => signed(body), mvmnt: () => keyed() };

async function send(name: keyof typeof HEADERS, body: string) {
  const provider = findProvider(name);
  if (!provider) throw new RangeError(name);
  const arrival = { headers: HEADERS[name](body), body: Buffer.from(body), receivedAt: new Date().toISOString() };
  return receive(provider, { ...arrival, remote: '' }, runtime.receiver.contextOf(provider));
}

let counter = 0;

/** Sends every event of both providers with other names, processes them, and returns the failed ones with reasons. */
async function failures(nameAt: (path: string) => string | null): Promise<unknown[]> {
  counter += 1;
  const sent: Promise<{ status: number }>[] = [];
  for (const name of ['flexport', 'mvmnt'] as const) {
    for (const [at, body] of BODIES[name].entries()) {
      const other = renamed(body, (path) => (path === '.id' ? null : nameAt(`${path} of ${at}`))) as object;
      const own = name === 'flexport' ? { id: `${counter}-${at}` } : { sentAt: String(counter) };
      sent.push(send(name, JSON.stringify({ ...other, ...own })));
    }
  }
  for (const { status } of await Promise.all(sent)) expect(status).toBe(200);
  await runtime.drain();
  const rows = await runtime.sql`select type, state, reason, attempts from events
    where state in ('pending', 'dead_letter') or attempts > 1`;
  return [...rows];
}

describe('hostile keys', () => {
  it.each([...INHERITED])(
    '%s as every id, reference, name and field: nothing fails and nothing is polluted',
    async (name) => {
      expect(await failures(() => name)).toEqual([]);
      expect(pollution()).toEqual([]);
    },
  );

  it.each(UNSTORABLE.map((name, at) => [at, JSON.stringify(name).slice(0, 24), name] as const))(
    'text that cannot be stored (%i: %s) loses no event',
    async (_at, _shown, name) => {
      // All of them at once would make bodies that exceed the limit.
      const parts = name.length > 100 ? 6 : 1;
      for (let part = 0; part < parts; part += 1) {
        expect(await failures((path) => (path.length % parts === part ? name : null))).toEqual([]);
      }
    },
  );

  it('may be anywhere in a body', async () => {
    await fc.assert(
      fc.asyncProperty(naming([...INHERITED, ...UNSTORABLE]), async (nameAt) => {
        expect(await failures(nameAt)).toEqual([]);
        expect(pollution()).toEqual([]);
      }),
      { numRuns: repetitions(6, 2) },
    );
  });

  it('are shown unchanged', async () => {
    await clearProjections(runtime.sql);
    const at = '2026-03-12T14:30:00Z';
    const data = { shipment_id: 'constructor', milestone: 'departed', occurred_at: at, container_id: '__proto__' };
    const more = { container_number: 'MSCU1234565', purchase_order_number: 'valueOf', po_id: 'toString' };
    const body = JSON.stringify({ id: 'p', type: 'shipment.milestone', data: { ...data, ...more } });
    expect((await send('flexport', body)).status).toBe(200);
    await runtime.drain();
    const [row] =
      await runtime.sql`select id, status from shipments where external_id = 'constructor' and provider = 'flexport'`;
    expect(row?.status).toBe('in_transit');
    const boxes =
      await runtime.sql`select external_id, number from containers where shipment_id = ${row?.id} and number = 'MSCU1234565'`;
    expect([...boxes]).toEqual([{ external_id: '__proto__', number: 'MSCU1234565' }]);
    const references =
      await runtime.sql`select value from shipment_references where shipment_id = ${row?.id} and type = 'purchase_order'`;
    expect(references.map(({ value }) => value)).toContain('valueOf');
  });

  it('give the same rows in any order of the events', async () => {
    const names = ['__proto__', 'constructor', '10', '9', 'toString'];
    const events = names.flatMap((shipment, at) =>
      names.map((name, also) =>
        reportedEvent(
          `2026-03-0${1 + at}T0${also}:00:00.000Z`,
          { kind: 'container', shipment, container: name, fields: { number: name } },
          { kind: 'reference', shipment, type: 'house_bill', value: name },
          { kind: 'role', shipment, role: 'consignee', party: name, name },
          { kind: 'leg', shipment, leg: name, fields: { vesselName: name } },
        ),
      ),
    );
    const { sql } = runtime;
    const snapshotAfter = async (order: typeof events) => {
      await clearProjections(sql);
      await sql.begin((tx) => applyEvents(tx, order));
      return projectionSnapshot(sql);
    };
    const expected = await snapshotAfter(events);
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray(events, { minLength: events.length }), async (order) => {
        expect(await snapshotAfter(order)).toBe(expected);
      }),
      { numRuns: repetitions(10, 4) },
    );
  });
});
