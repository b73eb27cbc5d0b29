import { describe, expect, test } from 'vitest';
import { createWorld } from './index.ts';

type Money = { amount: string; currency_code: string };
type Ref = { id: number };
type Line = { total_units: number; purchase_order_number: string; product: { sku: string } };
type Port = { tags: string[]; place: { name: string } };
type Leg = Ref & { transportation_mode: string; destination: Port; ocean_leg?: { vessel_name: string } };
type Shipment = Ref & { booking: Ref; items: Line[]; legs: { data?: Leg[] }; ocean_shipment: object | null };
type BookingLine = { units: number; purchase_order_line_item: { purchase_order: { name: string } } };
type Resource = {
  id: string | number;
  name: string;
  status: string;
  shipment: Ref | null;
  total: Money;
  balance: Money;
  items: { amount: Money }[];
  line_items: { data: { unit_cost: Money; units: number }[] };
  booking_line_items: { data: BookingLine[] };
  metadata: Record<string, string[]>;
  document_type: string;
  special_instructions: string | null;
};
type Event = {
  type: string;
  created_at: string;
  data: { resource: Resource; shipment: Shipment | null; containers: { items: Line[] }[] };
};

const start = new Date('2025-02-01T00:00:00Z');
const world = createWorld({ seed: 5, start, shipments: 500, providers: ['flexport'], compactShare: 0 });
const events = [...world.deliveries()].map(({ body }) => JSON.parse(body) as Event);
const of = (start: string) => events.filter(({ type }) => type.startsWith(start));
const cents = ({ amount }: Money) => Math.round(Number(amount) * 100);
const total = (list: readonly number[]) => list.reduce((sum, one) => sum + one, 0);

describe('bookings', () => {
  test('are created before their shipment, and linked to it afterwards', () => {
    const created = of('/booking#created');
    expect(created).toHaveLength(500);
    for (const { data } of created) expect([data.resource.shipment, data.shipment]).toEqual([null, null]);
    for (const { data } of of('/booking#confirmed')) {
      expect(data.resource.status).toBe('booked');
      expect(data.shipment?.booking.id).toBe(data.resource.id);
    }
  });

  test('are rolled to another vessel together with the leg', () => {
    const ships = new Map<number, string | undefined>();
    let rolled = 0;
    for (const { type, data } of events) {
      const { resource, shipment } = data;
      const first = shipment?.legs.data?.find((leg) => leg.ocean_leg)?.ocean_leg?.vessel_name;
      if (shipment && first) ships.set(shipment.id, first);
      if (type !== '/booking#amended' || !resource.special_instructions?.startsWith('Rolled')) continue;
      expect(resource.metadata.vessel).toEqual([ships.get(shipment?.id ?? 0)]);
      rolled++;
    }
    expect(rolled).toBeGreaterThan(5);
  });
});

test('every product has an id of its own', () => {
  const products = of('/product#created').map(({ data }) => data.resource.id);
  expect(new Set(products).size).toBe(products.length);
  expect(products.length).toBeGreaterThan(50);
});

test('orders have lines with prices in cents, and some are in several shipments', () => {
  const carriers = new Map<string, Set<string | number>>();
  for (const { data } of of('/booking#created')) {
    for (const line of data.resource.booking_line_items.data) {
      const number = line.purchase_order_line_item.purchase_order.name;
      carriers.set(number, (carriers.get(number) ?? new Set()).add(data.resource.id));
    }
  }
  expect([...carriers.values()].filter(({ size }) => size > 1).length).toBeGreaterThan(20);
  const created = of('/purchase_order#created');
  const names = new Set(created.map(({ data }) => data.resource.name));
  expect([...carriers.keys()].filter((number) => !names.has(number))).toEqual([]);
  for (const { unit_cost, units } of created.flatMap(({ data }) => data.resource.line_items.data)) {
    expect(unit_cost.amount).toMatch(/^\d+\.\d\d$/);
    expect(units).toBeGreaterThan(0);
  }
});

test('goods are listed after the commercial invoices were entered, and containers add up to their shipment', () => {
  const read = new Set<number>();
  let compared = 0;
  for (const { type, data } of events) {
    const { shipment, containers } = data;
    if (!shipment) continue;
    if (type === '/shipments#commercial_invoices_digitized') read.add(shipment.id);
    expect(shipment.items.length > 0).toBe(read.has(shipment.id));
    if (!read.has(shipment.id) || type !== '/shipment_leg#delivered' || containers.length === 0) continue;
    const units = containers.flatMap(({ items }) => items.map(({ total_units }) => total_units));
    expect(total(units)).toBe(total(shipment.items.map(({ total_units }) => total_units)));
    compared++;
  }
  expect(compared).toBeGreaterThan(50);
});

test('a third of the ocean shipments are transshipped, and the last port never changes', () => {
  const ports = new Map<number, string>();
  let through = 0;
  for (const { type, data } of events) {
    const { shipment } = data;
    const legs = shipment?.legs.data?.filter((leg) => leg.transportation_mode === 'ocean');
    const last = legs?.at(-1)?.destination;
    if (!shipment || !legs || !last) continue;
    expect(last.tags).toContain('port_of_unloading');
    expect(ports.get(shipment.id) ?? last.place.name).toBe(last.place.name);
    ports.set(shipment.id, last.place.name);
    if (type === '/shipment#created' && legs.length > 1) through++;
  }
  expect(through / ports.size).toBeGreaterThan(0.2);
  expect(through / ports.size).toBeLessThan(0.45);
});

test('most freight invoices add up, and a few are sent twice', () => {
  const shared = of('/invoice#invoice_shared').map(({ data }) => data.resource);
  const wrong = shared.filter(
    ({ items, total: sum }) => total(items.map(({ amount }) => cents(amount))) !== cents(sum),
  );
  expect(wrong.length / shared.length).toBeGreaterThan(0.005);
  expect(wrong.length / shared.length).toBeLessThan(0.08);
  const twice = shared.length - new Set(shared.map(({ name }) => name)).size;
  expect(twice).toBeGreaterThan(2);
  expect(new Set(shared.map(({ id }) => id)).size).toBe(shared.length);
  for (const { data } of of('/invoice#invoice_payment_made')) {
    expect(cents(data.resource.balance)).toBeLessThan(cents(data.resource.total));
  }
});

test('some shipments have all documents, others lack one', () => {
  const wanted = ['packing_list', 'commercial_invoice', 'arrival_notice', 'customs_entry', 'proof_of_delivery'];
  const documents = new Map<number, Set<string>>();
  for (const { data } of of('/document#')) {
    const id = data.shipment?.id ?? 0;
    documents.set(id, (documents.get(id) ?? new Set()).add(data.resource.document_type));
  }
  const complete = [...documents.values()].filter((has) => wanted.every((type) => has.has(type))).length;
  expect(complete / documents.size).toBeGreaterThan(0.35);
  expect(complete / documents.size).toBeLessThan(0.85);
});

type Paid = { invoiceId: string; invoiceOpenBalance: number; amount: number };
type BrokerEvent = {
  event: string;
  data: { id: string; amount: number; charges: { amount: number }[]; applications: Paid[] };
};

test('payments of a broker contain the invoice, reduce its balance, and are sometimes partial', () => {
  const broker = createWorld({ seed: 5, start, shipments: 300, providers: ['mvmnt'] });
  const events = [...broker.deliveries()].flatMap(({ body }) => (JSON.parse(body) as { events: BrokerEvent[] }).events);
  const open = new Map<string, number>();
  let [parts, odd] = [0, 0];
  for (const { event, data } of events) {
    if (event === 'CUSTOMER_INVOICE_CREATED') {
      open.set(data.id, Math.round(data.amount * 100));
      if (total(data.charges.map(({ amount }) => Math.round(amount * 100))) !== open.get(data.id)) odd++;
    }
    if (event !== 'CUSTOMER_PAYMENT_CREATED') continue;
    for (const { invoiceId, invoiceOpenBalance, amount } of data.applications) {
      expect(open.get(invoiceId)).toBe(Math.round(invoiceOpenBalance * 100));
      open.set(invoiceId, Math.round((invoiceOpenBalance - amount) * 100));
      if (amount < invoiceOpenBalance) parts++;
    }
  }
  expect(parts).toBeGreaterThan(10);
  expect(odd).toBeGreaterThan(0);
  expect(odd).toBeLessThan(30);
});
