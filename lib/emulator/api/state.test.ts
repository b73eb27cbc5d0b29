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

/** Everything that both interfaces show. */
function shown(state: State): string {
  const flexport = new FlexportApi(state, { ...CREDENTIALS.flexport, clock: Date.now });
  const mvmnt = new MvmntApi(state, { ...CREDENTIALS.mvmnt, perMinute: 1, clock: Date.now });
  return JSON.stringify([
    PATHS.map((path) => [...flexport.allObjects(path)]),
    NAMES.map((name) => [...mvmnt.allObjects(name)]),
  ]);
}

test('what is due on the way is what the world would have sent', () => {
  const state = stateOf();
  const sent = [...state.advanceTo(midway), ...state.advanceTo(later), ...state.advanceTo(end)];
  expect(bytes(sent)).toEqual(bytes([...createWorld(small).deliveries()]));
  expect(state.nextAt).toBeNull();
});

test('a blackout changes nothing but what was heard', () => {
  const [listening, deaf] = [stateOf(), stateOf()];
  listening.advanceTo(midway);
  deaf.advanceTo(midway);
  const missed = listening.advanceTo(later);
  deaf.skipTo(later);
  expect(missed.length).toBeGreaterThan(100);
  expect(shown(deaf)).toBe(shown(listening));
  expect(bytes(deaf.advanceTo(end))).toEqual(bytes(listening.advanceTo(end)));
  expect(shown(deaf)).toBe(shown(listening));
});

test('the event log holds what was sent, to the byte, even of what was never written', () => {
  const [listening, deaf] = [stateOf(), stateOf()];
  const sent = listening
    .advanceTo(later)
    .filter(({ provider, body }) => provider === 'flexport' && !/"evt_/.test(body));
  deaf.skipTo(later);
  expect(deaf.bodies(deaf.eventLog).toSorted()).toEqual(sent.map(({ body }) => body).toSorted());
});

test('a change from outside is in later webhooks and in what the event log says of them', () => {
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

test('silent changes are the same for the same seed, and no webhook tells of the last ones', () => {
  const options = { seed: 4, unsaid: { silent: 0.5, sly: 0.5 } };
  const [one, other, calm] = [stateOf(options), stateOf(options), stateOf()];
  for (const state of [one, other, calm]) state.skipTo(end);
  expect(shown(one)).toBe(shown(other));
  expect(shown(one)).not.toBe(shown(calm));
  const moved = one.freights().filter(({ updatedAt }, i) => updatedAt !== calm.freights()[i]?.updatedAt);
  expect(moved.length).toBeGreaterThan(0);
  expect(moved.length).toBeLessThan(one.freights().length);
});

test('shipments told in the compact format are whole in the records, and not in the event log', () => {
  const state = new State([createWorld({ ...small, providers: ['flexport'], compactShare: 1 })]);
  state.skipTo(later);
  const api = new FlexportApi(state, { ...CREDENTIALS.flexport, clock: Date.now });
  expect([...api.allObjects('/shipment_legs')].length).toBeGreaterThan(50);
  expect([...api.allObjects('/products')].length).toBeGreaterThan(10);
  expect(state.eventLog).toEqual([]);
});

test('a paper can be taken away, and anything else be changed', () => {
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

test('a shipment that is gone takes what belongs to it along', () => {
  const state = stateOf({ unsaid: { gone: 1 } });
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
