/**
 * A broker's customer is renamed by an event of its own, which names no shipment. Whoever looks at a shipment sees the name that the customer
 * has now, in any order of the webhooks, and finds the shipment by it.
 */
import { describe, expect, it } from 'vitest';
import { type Sent, storiesOn, truckId } from '#tests/support/both-orders.ts';
import { ownInbox } from '#tests/support/inbox.ts';

const inbox = await ownInbox();
const { sql, deliver, drain } = inbox;
let number = 6_300_000;
const next = () => {
  number += 100;
  return number;
};
const { inAnyOrder, partiesOf, shipmentId } = storiesOn(inbox, next);

type Json = Record<string, unknown>;

const sent = (day: number, event: string, data: Json): Sent => ({
  provider: 'mvmnt',
  body: {
    sentAt: '2026-05-28T08:00:00Z',
    events: [{ event, timestamp: `2026-05-${String(day).padStart(2, '0')}T08:00:00Z`, data }],
  },
});
const load = (day: number, id: number, name: string, of = id) =>
  sent(day, 'shipment.updated', {
    ...{ id: truckId(id), friendlyId: `SHP-${id}`, status: 'BOOKED', customer: { id: `cu${of}`, name } },
  });
const renamed = (day: number, id: number, name: string, more: Json = {}) =>
  sent(day, 'CUSTOMER_UPDATED', { id: `cu${id}`, name, status: 'ACTIVE', ...more });

const stop = (id: string, sequence: number) => ({
  ...{ id, sequence, type: sequence === 1 ? 'PICKUP' : 'DELIVERY', requestedStartDate: '2026-05-20' },
  address: { city: `City ${id}`, country: 'US' },
});

const customerOf = async (id: string) =>
  (await sql`select customer from shipments where external_id = ${id}`)[0]?.customer;
const isFoundBy = async (id: string, term: string) =>
  (await sql`select 1 from search_terms where shipment_id = ${shipmentId(id)} and terms ilike ${`%${term}%`}`).length >
  0;

describe('a customer that is renamed', () => {
  inAnyOrder(
    'has its new name on the shipments that exist already',
    (id) => [
      load(1, id, 'Old Name Inc'),
      renamed(2, id, 'New Name Inc'),
      renamed(3, id, 'New Name Inc', { creditLimit: 9 }),
    ],
    async (id) => {
      expect(await customerOf(id)).toBe('New Name Inc');
      expect(await partiesOf(id, 'customer')).toEqual(['New Name Inc']);
      expect(await isFoundBy(id, 'NEWNAMEINC')).toBe(true);
      const [source] = await sql`select e.type, e.reported_at::date::text as day from shipment_parties p
        join events e on e.id = p.event_id where p.shipment_id = ${shipmentId(id)}`;
      expect(source).toEqual({ type: 'CUSTOMER_UPDATED', day: '2026-05-02' });
    },
  );

  inAnyOrder(
    'has the name that its shipment states if that is newer',
    (id) => [load(1, id, 'First Inc'), renamed(2, id, 'Second Inc'), load(3, id, 'Third Inc')],
    async (id) => expect(await customerOf(id)).toBe('Third Inc'),
  );

  inAnyOrder(
    'keeps its name on a shipment that an older report states last',
    (id) => [
      renamed(1, id, 'First Inc'),
      load(2, id, 'First Inc'),
      renamed(3, id, 'Second Inc'),
      load(3, id + 1, 'First Inc', id),
    ],
    async (id) => {
      expect(await customerOf(id)).toBe('Second Inc');
      expect(await customerOf(truckId(Number(id.slice(-12)) + 1))).toBe('First Inc');
    },
  );

  it('shows on the shipment what changed, and by which event', async () => {
    const id = next();
    for (const { provider, body } of [load(1, id, 'Old Name Inc'), renamed(2, id, 'New Name Inc')]) {
      await deliver(provider, JSON.stringify(body));
      await drain();
    }
    const effects = await sql`select field, before, after, e.type from effects f join events e on e.id = f.event_id
      where entity_id = ${shipmentId(truckId(id))} and field in ('customer') order by f.recorded_at`;
    expect(effects).toEqual([
      { field: 'customer', before: 'Old Name Inc', after: 'New Name Inc', type: 'CUSTOMER_UPDATED' },
    ]);
  });

  it('has its new name after the next event of a shipment that did not see the renaming', async () => {
    const id = next();
    const send = async ({ provider, body }: Sent) => {
      await deliver(provider, JSON.stringify(body));
      await drain();
    };
    await send(load(1, id, 'Old Name Inc'));
    const shipment = shipmentId(truckId(id));
    const [old] = await sql`select s.customer, p.name, p.event_id, t.terms from shipments s
      join shipment_parties p on p.shipment_id = s.id join search_terms t on t.entity_id = s.id where s.id = ${shipment}`;
    await send(renamed(2, id, 'New Name Inc'));
    // As a transaction leaves it that applied an event of the shipment at the same moment.
    await sql`update shipments set customer = ${old?.customer} where id = ${shipment}`;
    await sql`update shipment_parties set name = ${old?.name}, event_id = ${old?.event_id} where shipment_id = ${shipment}`;
    await sql`update search_terms set terms = ${old?.terms} where entity_id = ${shipment}`;
    expect(await isFoundBy(truckId(id), 'NEWNAMEINC')).toBe(false);
    await send(sent(3, 'shipment.updated', { id: truckId(id), friendlyId: `SHP-${id}`, status: 'IN_TRANSIT' }));
    expect(await customerOf(truckId(id))).toBe('New Name Inc');
    expect(await partiesOf(truckId(id), 'customer')).toEqual(['New Name Inc']);
    expect(await isFoundBy(truckId(id), 'NEWNAMEINC')).toBe(true);
    expect(await isFoundBy(truckId(id), 'OLDNAMEINC')).toBe(false);
  });

  it('does not name the party of another source with the same id', async () => {
    const id = next();
    const at = '2026-05-01T08:00:00.000Z';
    const shipment = {
      _object: '/shipment',
      id,
      transportation_mode: 'ocean',
      buyers: [{ id: `cu${id}`, name: 'Buyer Ltd' }],
    };
    const event = {
      _object: '/event',
      id,
      version: 2,
      type: '/shipment#updated_route',
      occurred_at: at,
      created_at: at,
    };
    await deliver('flexport', JSON.stringify({ ...event, data: { shipment, resource: shipment, containers: [] } }));
    await deliver('mvmnt', JSON.stringify(renamed(2, id, 'New Name Inc').body));
    await drain();
    expect(await partiesOf(String(id), 'buyer')).toEqual(['Buyer Ltd']);
  });
});

describe('a carrier that is renamed', () => {
  inAnyOrder(
    'has on a shipment, in its column and among its parties, the name that the shipment states',
    (id) => [
      sent(1, 'shipment.updated', {
        ...{ id: truckId(id), friendlyId: `SHP-${id}`, status: 'BOOKED' },
        orders: [{ id: `o${id}`, stops: [stop('a', 1), stop('b', 2)] }],
        loads: [
          { id: `l${id}`, carriers: [{ id: 'c', status: 'ACTIVE', carrier: { id: `ca${id}`, name: 'Old Wheels' } }] },
        ],
      }),
      sent(2, 'CARRIER_UPDATED', { id: `ca${id}`, name: 'New Wheels', status: 'ACTIVE' }),
    ],
    async (id) => {
      expect(await partiesOf(id, 'carrier')).toEqual(['Old Wheels']);
      expect((await sql`select carrier from shipments where external_id = ${id}`)[0]?.carrier).toBe('Old Wheels');
      const [party] = await sql`select name from parties where external_id = ${`ca${Number(id.slice(-12))}`}`;
      expect(party?.name).toBe('New Wheels');
    },
  );
});
