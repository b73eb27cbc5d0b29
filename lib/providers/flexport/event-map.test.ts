import { describe, expect, it } from 'vitest';
import { knownTypes, mappingOf, prefixOf, published } from './event-map.ts';
import { compactEventNames } from './event-map-compact.ts';
import { fixture, milestonesOf, opened } from './fixtures/load.ts';
import { normalise } from './normalise.ts';

/** A payload for each kind of resource, used for all event types of that resource. */
const CARRIER: Readonly<Record<string, string>> = {
  shipment: 'shipment-commercial-invoices',
  shipments: 'shipment-commercial-invoices',
  shipment_leg: 'leg-ocean-departed',
  shipment_container: 'container-free-time-expired',
  shipment_container_leg: 'container-leg-available-estimate',
  invoice: 'invoice-shared',
  document: 'document-created',
  purchase_order: 'purchase-order-updated',
  container_load_result: 'container-load-result-created',
};

const carried = (type: string) => ({ ...fixture(CARRIER[prefixOf(type) ?? ''] ?? ''), type });

describe('the published types', () => {
  it('are ninety, in seven groups', () => {
    const counts = Object.entries(published).map(([group, types]) => [group, Object.keys(types).length]);
    expect(Object.fromEntries(counts)).toEqual({
      estimated: 6,
      actual: 9,
      administrative: 6,
      customs: 10,
      other: 10,
      delays: 42,
      invoices: 7,
    });
    expect(new Set(Object.values(published).flatMap(Object.keys)).size).toBe(90);
  });

  it.each(Object.values(published).flatMap(Object.keys))('%s has a mapping', (type) => {
    const milestones = milestonesOf(carried(type));
    const mappings = mappingOf(type) ?? [];
    expect(mappings.length).toBeGreaterThan(0);
    mappings.forEach(({ code, classifier }, at) => {
      expect(milestones[at]).toMatchObject({ code, classifier });
    });
  });

  it('of delays have the whole name as the reason, and one delay per event', () => {
    const [first] = milestonesOf(carried('/shipment#vessel_delay_port_congestion'));
    expect(first).toMatchObject({ code: 'DELAY', reason: 'vessel_delay_port_congestion', instance: '2428816' });
    const rerouted = milestonesOf(carried('/shipment#shipment_rerouted_by_carrier'));
    expect(rerouted.slice(0, 2).map(({ code }) => code)).toEqual(['DELAY', 'ROUTE_CHANGED']);
    expect(milestonesOf(carried('/shipment#dry_run_pickup'))[0]?.code).toBe('ATTEMPT_FAILED');
  });

  it('of holds distinguish holds by the reason', () => {
    const hold = milestonesOf(carried('/shipment#customs_entry_release_status_entry_docs_required'))[0];
    expect(hold).toMatchObject({ code: 'CUSTOMS_HOLD', reason: 'documents', instance: 'documents' });
  });
});

describe('the newer groups, whose types are not all published', () => {
  it.each([
    ['/document#document_uploaded', 'DOCUMENT_ADDED', 'Qm3Lw9cE6nTz05sYb1xRkH'],
    ['/purchase_order#purchase_order_created', 'PO_CREATED', '510233'],
    ['/purchase_order#archived', 'PO_ARCHIVED', '510233'],
    ['/purchase_order#line_item_split', 'PO_UPDATED', '510233'],
    ['/purchase_order#acknowledged', 'PO_UPDATED', '510233'],
  ])('%s is %s', (type, code, instance) => {
    expect(milestonesOf(carried(type))[0]).toMatchObject({ code, instance });
  });

  it('keep the rest of the name as the reason if there is nothing better', () => {
    expect(milestonesOf(carried('/purchase_order#line_item_split'))[0]?.reason).toBe('line_item_split');
  });

  it('apply their snapshots even if the type is unknown', () => {
    const result = normalise(opened(carried('/container_load_result#measured')));
    expect(result).toMatchObject({ outcome: 'changes' });
  });
});

describe('the names of the compact format', () => {
  const data = { shipment_id: 'shp_1', occurred_at: '2026-03-13T14:40:00Z' };

  it.each(Object.entries(compactEventNames))('%s is mapped as type and as milestone', (name, { code, classifier }) => {
    expect(milestonesOf({ type: name, data })[0]).toMatchObject({ code, classifier });
    expect(milestonesOf({ type: 'shipment.milestone', data: { ...data, milestone: name } })[0]).toMatchObject({
      code,
      classifier,
    });
  });
});

describe('an unknown name', () => {
  it.each(['/shipment#teleported', '/warehouse#counted', '/shipment_leg#toString', 'no-hash'])(
    '%s is unmapped',
    (type) => {
      expect(normalise(opened({ ...carried('/shipment#created'), type }))).toEqual({
        outcome: 'unmapped',
        reason: `event type ${type} is not known yet`,
      });
    },
  );

  it.each([
    [{ type: 'shipment.teleported', data: {} }, 'event type shipment.teleported is not known yet'],
    [
      { type: 'shipment.milestone', data: { milestone: 'constructor' } },
      'event type shipment.milestone with milestone constructor is not known yet',
    ],
  ])('of the compact format is unmapped', (body, reason) => {
    expect(normalise(opened(body))).toEqual({ outcome: 'unmapped', reason });
  });
});

it('every name is listed once', () => {
  expect(new Set(knownTypes).size).toBe(knownTypes.length);
});
