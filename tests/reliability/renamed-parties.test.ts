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
const { inBothOrders, partiesOf, shipmentId } = storiesOn(inbox, next);

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

const customerOf = async (id: string) =>
  (await sql`select customer from shipments where external_id = ${id}`)[0]?.customer;
const isFoundBy = async (id: string, term: string) =>
  (await sql`select 1 from search_terms where shipment_id = ${shipmentId(id)} and terms ilike ${`%${term}%`}`).length >
  0;

describe('a customer that is renamed', () => {
  inBothOrders(
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

  inBothOrders(
    'has the name that its shipment states if that is newer',
    (id) => [load(1, id, 'First Inc'), renamed(2, id, 'Second Inc'), load(3, id, 'Third Inc')],
    async (id) => expect(await customerOf(id)).toBe('Third Inc'),
  );

  inBothOrders(
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
