import { describe, expect, it } from 'vitest';
import { replayEvents } from '#lib/inbox/replay.ts';
import { ownInbox } from '#tests/support/inbox.ts';

const inbox = await ownInbox();
const { sql, queue } = inbox;

const truck = (event: string, data: object, timestamp: string | null = '2026-03-12T10:00:00Z') =>
  JSON.stringify({ sentAt: '2026-03-12T10:00:01Z', events: [{ event, timestamp, data, diff: null }] });

const forwarded = (id: unknown, type: string, data: object, times: object = { occurred_at: '2026-03-12T10:00:00Z' }) =>
  JSON.stringify({ _object: '/event', id, type, created_at: '2026-03-12T10:00:05Z', ...times, data });

const shipment = (id: number, more: object = {}) => ({
  shipment: { _object: '/shipment', id, name: `S${id}`, ...more },
});

async function send(provider: 'flexport' | 'mvmnt', ...bodies: string[]): Promise<string[]> {
  const states: string[] = [];
  const answers = await Promise.all(bodies.map((body) => inbox.deliver(provider, body)));
  await inbox.drain();
  for (const { body } of answers) {
    const [row] =
      await sql`select state from events where delivery_id = ${String('delivery' in body && body.delivery)}`;
    states.push(String(row?.state));
  }
  return states;
}

describe('an event without a time', () => {
  it.each(['0001-01-01T00:00:00Z', '1970-01-01T00:00:00Z', '9999-12-31', '0000-00-00', '1899-12-30T00:00:00Z'])(
    'as %s is processed, counts as reported on arrival, and dates no milestone',
    async (none) => {
      const id = `none ${none}`;
      const before = new Date().toISOString();
      expect(await send('mvmnt', truck('SHIPMENT_IN_TRANSIT', { id }, none))).toEqual(['processed']);
      const [row] = await sql`select status, reported_at, id from shipments where external_id = ${id}`;
      expect(row?.status).toBe('in_transit');
      expect(row?.reported_at.toISOString() >= before).toBe(true);
      expect(await sql`select from milestones where shipment_id = ${row?.id}`).toHaveLength(0);
    },
  );

  it('is dated by its subject: a payment counts', async () => {
    const invoice = {
      id: 'inv',
      friendlyId: 'INV-1',
      status: 'AWAITING_PAYMENT',
      amount: 100,
      amountOwed: 100,
      currency: 'USD',
    };
    await send('mvmnt', truck('CUSTOMER_INVOICE_CREATED', invoice, '0001-01-01'));
    const paid = {
      id: 'pay',
      currency: 'USD',
      applications: [{ invoiceId: 'inv', amount: 40 }],
      createdAt: '2099-01-01',
    };
    await send(
      'mvmnt',
      truck('CUSTOMER_PAYMENT_CREATED', { ...paid, createdAt: new Date().toISOString() }, '9999-12-31'),
    );
    expect(await sql`select balance from invoices where external_id = 'inv'`).toMatchObject([{ balance: '60' }]);
  });

  it('and without a creation time is processed for its snapshot', async () => {
    const never = { occurred_at: '0001-01-01T00:00:00Z', created_at: '9999-12-31T23:59:59Z' };
    expect(await send('flexport', forwarded(1, '/shipment#created', shipment(71, { incoterm: 'FOB' }), never))).toEqual(
      ['processed'],
    );
    expect(await sql`select incoterm from shipments where external_id = '71'`).toMatchObject([{ incoterm: 'FOB' }]);
  });
});

describe('text that cannot be stored', () => {
  it.each(['no\0such', 'half \ud83d', `${'x'.repeat(79)}\u{1f6a2}`, '\u0000'])(
    'in the type of an event, %j, fails no event of its batch',
    async (name) => {
      const id = `beside ${JSON.stringify(name)}`;
      const [odd, good] = await send('mvmnt', truck(name, { id: 'odd' }), truck('SHIPMENT_BOOKED', { id }));
      expect([odd, good]).toEqual([name === '\u0000' ? 'dead_letter' : 'unmapped', 'processed']);
    },
  );

  it('in the type of a document event does not fail it', async () => {
    const resource = { _object: '/document', id: 5, shipment: { id: 72 } };
    expect(await send('flexport', forwarded(2, '/document#seen_\ud83d', { resource }))).toEqual(['processed']);
  });

  it('in the id of a delay event does not fail it', async () => {
    expect(
      await send('flexport', forwarded('d-\ud83d', '/shipment#vessel_delay_port_congestion', shipment(73))),
    ).toEqual(['processed']);
    expect(await sql`select from milestones where code = 'DELAY'`).toHaveLength(1);
  });

  it('in a body that is not JSON does not stop a replay', async () => {
    const broken = '{"events":[{"event":"SHIP\u0000';
    await inbox.deliver('mvmnt', broken);
    await replayEvents(sql, queue, { status: 'dead_letter', provider: 'mvmnt' }, { by: 'ops@example.com' });
    await inbox.drain();
    const [row] =
      await sql`select state, reason from events where type = '' and provider = 'mvmnt' and reason like '%JSON%'`;
    expect(row).toMatchObject({ state: 'dead_letter' });
  });
});

describe('a value that exceeds its column', () => {
  it('is omitted: pieces', async () => {
    const orders = [{ id: 'o', freight: { handlingUnitQuantity: 3_000_000_000, weight: 1200 } }];
    expect(await send('mvmnt', truck('shipment.updated', { id: 'many', orders }))).toEqual(['processed']);
    expect(await send('flexport', forwarded(3, '/shipment#created', shipment(74, { pieces: 2 ** 40 })))).toEqual([
      'processed',
    ]);
    const rows =
      await sql`select pieces, weight from shipments where external_id in ('many', '74') order by external_id desc`;
    expect(rows.map(({ pieces }) => pieces)).toEqual([null, null]);
    expect(rows[0]?.weight).toMatchObject({ value: '1200' });
  });

  it('is truncated: a last free day with thousands of decimals', async () => {
    const digits = Array.from({ length: 5_000 }, (_, at) => (at * 7_919) % 10).join('');
    const resource = {
      _object: '/ocean/shipment_container',
      id: 9,
      shipment: { id: 75 },
      last_free_day_date: `2026-03-20T10:00:00.${digits}Z`,
    };
    expect(await send('flexport', forwarded(4, '/ocean/shipment_container#free_time_to_expire', { resource }))).toEqual(
      ['processed'],
    );
    expect(await sql`select last_free_day from containers where external_id = '9'`).toMatchObject([
      { last_free_day: expect.stringMatching(/^2026-03-20T10:00:00\.\d{3}Z$/) },
    ]);
  });

  it('is ignored: endlessly nested values', async () => {
    const deep = `${'['.repeat(6_000)}"\u00fc"${']'.repeat(6_000)}`;
    const body = forwarded(5, '/shipment#created', shipment(76, { memo: '@' })).replace('"@"', deep);
    expect(await send('flexport', body)).toEqual(['processed']);
  });
});
