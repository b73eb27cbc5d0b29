import { describe, expect, it } from 'vitest';
import { createWorld, type EmulatedDelivery, State } from '#lib/emulator/index.ts';
import { emulated } from '#tests/support/emulated.ts';

const start = new Date('2025-01-01T00:00:00Z');
const day = (days: number) => new Date(start.getTime() + days * 24 * 3_600_000);
const tower = await emulated(new State([createWorld({ seed: 'unlisted', start, shipments: 20 })]));
const { sql } = tower.engine;

function shipmentBooked(id: string): EmulatedDelivery {
  const timestamp = '2025-01-02T08:00:00Z';
  const events = [{ event: 'SHIPMENT_BOOKED', timestamp, data: { id, friendlyId: 'SHP-9' }, diff: null }];
  const body = JSON.stringify({ sentAt: timestamp, events });
  const sign = (token: string) => ({ 'x-api-key': token });
  return { provider: 'mvmnt', sentAt: timestamp, body, events: 1, shipment: id, sign };
}

const statusOf = async (id: string) => (await sql`select status from shipments where external_id = ${id}`)[0]?.status;
const ID = 'b1a7f2f0-6a53-4f5e-9d57-0a2f6f8f3c11';

describe('a shipment of a provider without an event log that only webhooks mentioned', () => {
  it('is removed by the next full run if the provider no longer has it: its deletion was missed', async () => {
    await tower.hear([...tower.state.advanceTo(day(10)), shipmentBooked(ID)]);
    expect(await statusOf(ID)).toBe('booked');
    await tower.reconcile();
    expect(await statusOf(ID)).toBe('removed');
  });

  it('is requested once, not in every run', async () => {
    const requests = tower.api.requests.mvmnt;
    await tower.reconcile('full');
    const first = tower.api.requests.mvmnt - requests;
    await tower.reconcile('full');
    expect(tower.api.requests.mvmnt - requests).toBe(2 * first);
    expect(await sql`select gone_at is not null as deleted from snapshots where external_id = ${ID}`).toEqual([
      { deleted: true },
    ]);
  });

  it('is left alone in an incremental run, and where its webhook has just arrived', async () => {
    const [incremental, young] = ['3f0c54d3-0d3b-4b63-8c3a-3f1f2c9f4a01', '3f0c54d3-0d3b-4b63-8c3a-3f1f2c9f4a02'];
    await tower.hear([shipmentBooked(incremental), shipmentBooked(young)]);
    await tower.reconcile('incremental');
    expect(await statusOf(incremental)).toBe('booked');
    await sql`update shipments set reported_at = now() where external_id = ${young}`;
    await tower.reconcile('full');
    expect(await statusOf(incremental)).toBe('removed');
    expect(await statusOf(young)).toBe('booked');
  });
});
