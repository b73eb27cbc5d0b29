import { expect, test } from 'vitest';
import { createWorld, type EmulatedDelivery, type WorldOptions } from '#lib/emulator/world/index.ts';
import { FlexportApi } from './flexport/api.ts';
import { MvmntApi } from './mvmnt/api.ts';
import { CREDENTIALS } from './server.ts';
import { State, type StateOptions } from './state.ts';

const small: WorldOptions = { seed: 'a', start: new Date('2025-02-01T00:00:00Z'), shipments: 30 };
const midway = new Date('2025-02-25T00:00:00Z');
const later = new Date('2025-03-20T00:00:00Z');
const end = new Date('2026-12-31T00:00:00Z');

const stateOf = (options?: StateOptions) => new State([createWorld(small)], options);
const bytes = (deliveries: readonly EmulatedDelivery[]) => deliveries.map(({ sentAt, body }) => sentAt + body);

const PATHS = ['/shipments', '/shipment_legs', '/bookings', '/invoices', '/documents', '/purchase_orders', '/products'];
const NAMES = ['shipments', 'loads', 'invoices', 'payments', 'bills', 'documents', 'quotes', 'customers', 'carriers'];

/** All objects of both APIs. */
function shown(state: State): string {
  const flexport = new FlexportApi(state, { ...CREDENTIALS.flexport, clock: Date.now });
  const mvmnt = new MvmntApi(state, { ...CREDENTIALS.mvmnt, perMinute: 1, clock: Date.now });
  return JSON.stringify([
    PATHS.map((path) => [...flexport.allObjects(path)]),
    NAMES.map((name) => [...mvmnt.allObjects(name)]),
  ]);
}

test('advanceTo returns the deliveries of the world', () => {
  const state = stateOf();
  const sent = [...state.advanceTo(midway), ...state.advanceTo(later), ...state.advanceTo(end)];
  expect(bytes(sent)).toEqual(bytes([...createWorld(small).deliveries()]));
  expect(state.nextAt).toBeNull();
});

test('skipped webhooks change nothing in the records or in later webhooks', () => {
  const [receiving, skipping] = [stateOf(), stateOf()];
  receiving.advanceTo(midway);
  skipping.advanceTo(midway);
  const missed = receiving.advanceTo(later);
  skipping.skipTo(later);
  expect(missed.length).toBeGreaterThan(100);
  expect(shown(skipping)).toBe(shown(receiving));
  expect(bytes(skipping.advanceTo(end))).toEqual(bytes(receiving.advanceTo(end)));
  expect(shown(skipping)).toBe(shown(receiving));
});

test('the event log has the exact bytes of all events, also of skipped ones', () => {
  const [receiving, skipping] = [stateOf(), stateOf()];
  const sent = receiving
    .advanceTo(later)
    .filter(({ provider, body }) => provider === 'flexport' && !/"evt_/.test(body));
  skipping.skipTo(later);
  expect(skipping.bodies(skipping.eventLog).toSorted()).toEqual(sent.map(({ body }) => body).toSorted());
});

test('a change from outside is in later webhooks and their event log entries', () => {
  const state = stateOf();
  state.advanceTo(midway);
  const freight = state.freights().find(({ opened, deliveredInFull }) => opened && deliveredInFull === null);
  const id = String(freight?.id);
  state.change(id, (records) => {
    if (records.kind === 'freight') records.freight.masterBill = 'CORRECTED1';
  });
  const later = state.advanceTo(end).filter(({ shipment, body }) => shipment === id && body.includes('"/shipment"'));
  expect(later.length).toBeGreaterThan(2);
  for (const { body } of later) expect(body).toContain('CORRECTED1');
  const bodies = state.bodies(state.eventLog.filter(({ shipment }) => shipment === Number(id)));
  expect(bodies).toEqual(expect.arrayContaining(later.map(({ body }) => body)));
  expect(() => state.change('1', () => {})).toThrow(RangeError);
});

test('unannounced changes depend on the seed only', () => {
  const options = { seed: 4, unannounced: { silent: 0.5, sameTimestamp: 0.5 } };
  const [one, other, unchanged] = [stateOf(options), stateOf(options), stateOf()];
  for (const state of [one, other, unchanged]) state.skipTo(end);
  expect(shown(one)).toBe(shown(other));
  expect(shown(one)).not.toBe(shown(unchanged));
  const moved = one.freights().filter(({ updatedAt }, i) => updatedAt !== unchanged.freights()[i]?.updatedAt);
  expect(moved.length).toBeGreaterThan(0);
  expect(moved.length).toBeLessThan(one.freights().length);
});

test('shipments in the compact format have all records and no event log entries', () => {
  const state = new State([createWorld({ ...small, providers: ['flexport'], compactShare: 1 })]);
  state.skipTo(later);
  const api = new FlexportApi(state, { ...CREDENTIALS.flexport, clock: Date.now });
  expect([...api.allObjects('/shipment_legs')].length).toBeGreaterThan(50);
  expect([...api.allObjects('/products')].length).toBeGreaterThan(10);
  expect(state.eventLog).toEqual([]);
});

test('a record can be removed', () => {
  const state = stateOf();
  state.skipTo(later);
  const api = new MvmntApi(state, { ...CREDENTIALS.mvmnt, perMinute: 1, clock: Date.now });
  const before = [...api.allObjects('documents')];
  const load = state.loads().find(({ records }) => records.documents.length > 0);
  state.change(load?.id ?? '', (records) => {
    if (records.kind === 'load') records.load.records.documents.pop();
  });
  expect([...api.allObjects('documents')]).toHaveLength(before.length - 1);
});

test('removing a shipment removes its records', () => {
  const state = stateOf({ unannounced: { gone: 1 } });
  state.skipTo(midway);
  const [first] = state.freights().filter(({ opened }) => opened);
  const before = shown(state);
  expect(before).toContain(`shipments/${first?.id}"`);
  state.removeShipment(String(first?.id));
  expect(shown(state)).not.toContain(`shipments/${first?.id}"`);
  expect(state.freight(String(first?.id))).toBeNull();
  state.skipTo(end);
  expect(state.freights()).toEqual([]);
});
