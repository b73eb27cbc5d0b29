import { describe, expect, it } from 'vitest';
import { altered, changesOf, fixture, milestonesOf } from './fixtures/load.ts';

describe('a snapshot of a shipment', () => {
  const fieldsOf = (body: unknown) => changesOf(body).find((change) => change.kind === 'shipment')?.fields;

  it.each([
    ['seller_location', 'booked'],
    ['departure_port', 'at_origin'],
    ['intermediary_port', 'in_transit'],
    ['deconsolidation', 'arrived'],
    ['gated_out', 'delivering'],
    ['final_destination', 'delivered'],
    ['beamed_up', null],
  ])('with status %s is %s', (text, stage) => {
    const fields = fieldsOf(altered('shipment-created', { shipment: { status: text } }));
    expect(fields?.reportedStatus).toEqual({ text, stage });
  });

  it('has its non-empty fields, and whether it was archived', () => {
    expect(fieldsOf(fixture('shipment-delivered-in-full'))).toEqual({
      items: [
        {
          poNumber: 'PO-26-1187',
          units: 600,
          weight: { value: '9000', unit: 'kg' },
          volume: { value: '30', unit: 'cbm' },
        },
        {
          poNumber: 'PO-26-1190',
          units: 540,
          weight: { value: '9240.5', unit: 'kg' },
          volume: { value: '31.2', unit: 'cbm' },
        },
      ],
      name: 'Spring lamps, second wave',
      mode: 'ocean',
      reportedStatus: { text: 'final_destination', stage: 'delivered' },
      freightType: 'port_to_door',
      incoterm: 'FOB',
      priority: 'standard',
      pieces: 1140,
      weight: { value: '18240.5', unit: 'kg' },
      volume: { value: '61.2', unit: 'cbm' },
      cargoReadyOn: '2026-03-06',
      archivedAt: '2026-04-05T09:00:00.000Z',
    });
    expect(fieldsOf(fixture('leg-truck-arrived'))).not.toHaveProperty('pieces');
  });

  it('has dates as hints; a null fact is a retraction, a null estimate is none', () => {
    const hints = milestonesOf(fixture('leg-truck-arrived')).filter(({ hint }) => hint);
    expect(hints.map(({ code, classifier, moment }) => [code, classifier, moment])).toEqual([
      ['PICKED_UP', 'ACT', null],
      ['DEPARTED', 'ACT', null],
      ['ARRIVED', 'ACT', null],
      ['DELIVERED', 'ACT', null],
    ]);
  });

  it('makes its estimates the plan when the schedule is confirmed', () => {
    const plan = milestonesOf(fixture('shipment-schedule-confirmed')).filter(({ classifier }) => classifier === 'PLN');
    expect(plan).toMatchObject([
      { code: 'DEPARTED', hint: true, moment: { at: '2026-03-12T04:00:00.000Z', precision: 'day' } },
      { code: 'ARRIVED', hint: true, moment: { at: '2026-03-28T19:00:00.000Z' } },
    ]);
  });

  it('changes the cargo ready day', () => {
    expect(milestonesOf(fixture('shipment-cargo-ready-date-changed'))[0]).toMatchObject({
      code: 'CARGO_READY',
      classifier: 'EST',
      moment: { text: '2026-03-09', precision: 'day' },
    });
  });

  it('is held again by a suspended customs release, and retracts no release: it may be a later one', () => {
    const milestones = milestonesOf(fixture('shipment-release-suspended'));
    expect(milestones[0]).toMatchObject({ code: 'CUSTOMS_HOLD', reason: 'suspended' });
    expect(milestones.filter(({ code }) => code === 'CUSTOMS_RELEASED')).toEqual([]);
  });

  it('has all its references', () => {
    const references = changesOf(fixture('leg-ocean-departed')).filter((change) => change.kind === 'reference');
    expect(references.map(({ type, value }) => `${type} ${value}`)).toEqual([
      'shipment FLEX-418806',
      'shipment Spring lamps, second wave',
      'house_bill FLXT00418806A',
      'house_bill FLXT00418806B',
      'master_bill NHYL7730114',
      'carrier_booking NHY5512087',
      'purchase_order PO-26-1187',
      'purchase_order PO-26-1190',
      'container NHYU6120449',
      'container NHYU3007188',
    ]);
  });

  it('has its parties', () => {
    const roles = changesOf(fixture('shipment-delayed')).filter((change) => change.kind === 'role');
    expect(roles.map(({ role, party }) => [role, party])).toEqual([
      ['shipper', '70211'],
      ['consignee', '70345'],
      ['buyer', '70345'],
      ['seller', '70211'],
      ['importer_of_record', '70345'],
    ]);
  });

  it('has its legs and containers if they are expanded', () => {
    const changes = changesOf(fixture('shipment-delivered-in-full'));
    expect(changes.filter(({ kind }) => kind === 'leg')).toHaveLength(1);
    expect(changes.filter(({ kind }) => kind === 'container')).toHaveLength(2);
  });
});
