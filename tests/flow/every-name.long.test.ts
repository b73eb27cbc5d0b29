import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually } from '#tests/support/await.ts';
import { ownDatabase } from '#tests/support/database.ts';
import { API_TOKEN, type Server, startServer } from '#tests/support/server.ts';
import { deliver, signed } from '#tests/support/signed.ts';

/** One signed webhook for each name of the compact format, and the REST response after it. */

type Entry = Record<string, unknown>;
type Name = { type: string; milestone?: string; data?: Entry; shows: Entry; at?: 'timeline' | Resource };
type Resource = 'bookings' | 'purchase-orders' | 'products' | 'invoices' | 'documents';

const milestone = (name: string, code: string, classifier = 'ACT', data: Entry = {}): Name => ({
  type: 'shipment.milestone',
  milestone: name,
  data,
  shows: { code, classifier },
});
const typed = (type: string, code: string, classifier = 'ACT', data: Entry = {}): Name => ({
  type,
  data,
  shows: { code, classifier },
});
const record = (at: Resource, type: string, data: Entry, shows: Entry): Name => ({ type, at, data, shows });

const CATEGORIES: Record<string, Name[]> = {
  milestones: [
    milestone('cargo_ready', 'CARGO_READY'),
    milestone('departed', 'DEPARTED'),
    milestone('arrived', 'ARRIVED'),
    milestone('customs_cleared', 'CUSTOMS_RELEASED'),
    milestone('delivered', 'DELIVERED'),
  ],
  transit: [
    milestone('estimated_departure', 'DEPARTED', 'EST'),
    milestone('actual_departure', 'DEPARTED'),
    milestone('estimated_arrival', 'ARRIVED', 'EST'),
    typed('shipment.eta_updated', 'ARRIVED', 'EST', { eta: '2026-04-02T09:00:00-07:00' }),
    typed('shipment.etd_updated', 'DEPARTED', 'EST', { etd: '2026-03-11T09:00:00+08:00' }),
  ],
  bookings: [
    record('bookings', 'booking.confirmed', { booking_id: 'B-1' }, { status: 'confirmed' }),
    record('bookings', 'booking_confirmed', { booking_id: 'B-2' }, { status: 'confirmed' }),
    record('bookings', 'booking.amended', { booking_id: 'B-3' }, { amendments: 1 }),
    record('bookings', 'booking_amended', { booking_id: 'B-4' }, { amendments: 1 }),
  ],
  'purchase orders': [
    record(
      'purchase-orders',
      'purchase_order.created',
      { po_id: 'P-1', po_number: 'PO-1' },
      { number: 'PO-1', status: 'open' },
    ),
    record('purchase-orders', 'po_created', { po_id: 'P-2', po_number: 'PO-2' }, { number: 'PO-2' }),
    record('purchase-orders', 'po_updated', { po_id: 'P-3', po_number: 'PO-3' }, { number: 'PO-3' }),
    record(
      'purchase-orders',
      'po_archived',
      { po_id: 'P-4', po_number: 'PO-4' },
      { number: 'PO-4', status: 'archived' },
    ),
  ],
  invoices: [
    record('invoices', 'invoice.created', { invoice_id: 'I-1', invoice_number: 'INV-1' }, { number: 'INV-1' }),
    record('invoices', 'invoice_created', { invoice_id: 'I-2', invoice_number: 'INV-2' }, { number: 'INV-2' }),
    record(
      'invoices',
      'freight_invoice_ready',
      { invoice_id: 'I-3', invoice_number: 'INV-3' },
      { number: 'INV-3', kind: 'freight' },
    ),
  ],
  documents: [
    record(
      'documents',
      'document.uploaded',
      { document_id: 'D-1', document_type: 'packing_list' },
      { type: 'packing_list' },
    ),
    record('documents', 'document_uploaded', { document_id: 'D-2', document_type: 'invoice' }, { type: 'invoice' }),
    record('documents', 'bill_of_lading_ready', { document_id: 'D-3' }, { type: 'bill_of_lading' }),
  ],
  containers: [
    typed('container.loaded', 'LOADED', 'ACT', { container_number: 'CSQU3054383' }),
    typed('container_loaded', 'LOADED', 'ACT', { container_number: 'CSQU3054383' }),
    typed('container.unloaded', 'DISCHARGED', 'ACT', { container_number: 'CSQU3054383' }),
    typed('container_unloaded', 'DISCHARGED', 'ACT', { container_number: 'CSQU3054383' }),
  ],
};

let server: Server;
beforeAll(async () => {
  server = await startServer({ databaseUrl: await ownDatabase() });
});
afterAll(() => server.stop());

async function read(path: string): Promise<Entry[]> {
  const response = await fetch(`${server.url}/api/v1/${path}`, { headers: { authorization: `Bearer ${API_TOKEN}` } });
  expect(response.status).toBe(200);
  return ((await response.json()) as { data: Entry[] }).data;
}

const cases = Object.entries(CATEGORIES).flatMap(([category, names]) => names.map((name) => ({ category, ...name })));

describe('an event of the compact format', () => {
  it.each(cases.map((one, at) => ({ ...one, at, where: one.at, name: one.milestone ?? one.type })))(
    '$name ($category) is read over REST',
    async ({ type, milestone: name, data, shows, where, at }) => {
      const shipment = `NAMES-${at}`;
      const fields = {
        shipment_id: shipment,
        ...(name && { milestone: name }),
        occurred_at: '2026-03-12T14:30:00+08:00',
        ...data,
      };
      const body = JSON.stringify({ id: `evt_${at}`, type, data: fields });
      expect(await deliver(server.url, 'flexport', body, signed(body))).toMatchObject({ status: 200 });
      const found = await eventually(
        () => read(`shipments?externalId=${shipment}`),
        (rows) => rows.length === 1,
      );
      const id = String(found[0]?.id);
      const rows = where ? await read(`${where}?shipment=${id}`) : await read(`shipments/${id}/timeline`);
      expect(rows).toContainEqual(expect.objectContaining(shows));
    },
  );
});
