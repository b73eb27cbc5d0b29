import { describe, expect, it } from 'vitest';
import type { Change } from '#lib/model/change.ts';
import { link, moment, record, step } from '#tests/support/in-memory.ts';
import { at, happened } from '#tests/support/shipment-rows.ts';
import { boundedChange } from './bounded-change.ts';
import { entityOf, milestoneKey, readMilestoneKey, statementsOf } from './statements.ts';

const usd = { amount: '40', currency: 'USD' };

describe('the entity of a change', () => {
  it.each<[Change, string, string]>([
    [{ kind: 'shipment', shipment: 'S', fields: {} }, 'shipment', 'S'],
    [{ kind: 'leg', shipment: 'S', leg: '1', fields: {} }, 'shipment', 'S'],
    [{ kind: 'container', shipment: 'S', container: '1', fields: {} }, 'shipment', 'S'],
    [happened('DEPARTED', '2026-03-01'), 'shipment', 'S'],
    [{ kind: 'reference', shipment: 'S', type: 'booking', value: 'B' }, 'shipment', 'S'],
    [{ kind: 'role', shipment: 'S', role: 'buyer', name: 'Northwind' }, 'shipment', 'S'],
    [{ kind: 'party', party: 'p1', fields: {} }, 'party', 'p1'],
    [record('invoice', 'I1', {}), 'invoice', 'I1'],
    [step('document', 'D1', 'UPLOADED', '2026-03-01'), 'document', 'D1'],
    [link('booking', 'B1', 'S'), 'booking', 'B1'],
  ])('%j', (change, entityType, externalId) => {
    expect(entityOf(change)).toEqual({ entityType, externalId });
  });
});

describe('the statements of a change', () => {
  const exists = { field: 'exists', value: true };
  it.each<[string, Change, ReturnType<typeof statementsOf>]>([
    [
      'fields, without undefined ones',
      {
        kind: 'shipment',
        shipment: 'S',
        fields: { name: 'A', pieces: undefined as never, weight: { unit: 'kg', value: '1' } },
      },
      [
        { section: 'fields', part: '', field: 'name', value: 'A' },
        { section: 'fields', part: '', field: 'weight', value: { unit: 'kg', value: '1' } },
      ],
    ],
    ['its existence', { kind: 'party', party: 'p', fields: {} }, [{ section: 'fields', part: '', ...exists }]],
    [
      'a leg and its existence',
      { kind: 'leg', shipment: 'S', leg: '7', fields: { voyage: '12' } },
      [
        { section: 'legs', part: '7', ...exists },
        { section: 'legs', part: '7', field: 'voyage', value: '12' },
      ],
    ],
    [
      'a container and its existence',
      { kind: 'container', shipment: 'S', container: '8', fields: { size: 'twenty_ft' } },
      [
        { section: 'containers', part: '8', ...exists },
        { section: 'containers', part: '8', field: 'size', value: 'twenty_ft' },
      ],
    ],
    [
      'a milestone with place, reason and sorted containers',
      happened('ARRIVED', '2026-03-01', { leg: '7', place: at('Reno'), reason: 'x_ray', containers: ['b', 'a'] }),
      [
        { section: 'milestones', part: 'ARRIVED|7||', field: 'ACT', value: moment('2026-03-01') },
        { section: 'milestones', part: 'ARRIVED|7||', field: 'ACT@', value: { ...at('Reno') } },
        { section: 'milestones', part: 'ARRIVED|7||', field: 'ACT?', value: 'x_ray' },
        { section: 'milestones', part: 'ARRIVED|7||', field: 'ACT#', value: ['a', 'b'] },
      ],
    ],
    [
      'a hint, and nothing for an empty list of containers',
      { ...happened('DEPARTED', '2026-03-01', { classifier: 'EST', containers: [] }), hint: true } as Change,
      [{ section: 'milestones', part: 'DEPARTED|||', field: 'EST~', value: moment('2026-03-01') }],
    ],
    [
      'a reference',
      { kind: 'reference', shipment: 'S', type: 'booking', value: 'B 1' },
      [{ section: 'references', part: 'booking', field: 'B 1', value: true }],
    ],
    [
      'a party by id if it has one',
      { kind: 'role', shipment: 'S', role: 'buyer', name: 'Northwind', party: 'p1' },
      [{ section: 'roles', part: 'buyer', field: 'p1', value: 'Northwind' }],
    ],
    [
      'a party by name otherwise',
      { kind: 'role', shipment: 'S', role: 'buyer', name: 'Northwind' },
      [{ section: 'roles', part: 'buyer', field: 'Northwind', value: 'Northwind' }],
    ],
    [
      'a step with amount and note',
      step('invoice', 'I1', 'PAYMENT_MADE', '2026-03-01', { instance: 'p1', amount: usd, note: 'wire' }),
      [
        { section: 'steps', part: 'PAYMENT_MADE|p1', field: 'at', value: moment('2026-03-01') },
        { section: 'steps', part: 'PAYMENT_MADE|p1', field: 'amount', value: usd },
        { section: 'steps', part: 'PAYMENT_MADE|p1', field: 'note', value: 'wire' },
      ],
    ],
    [
      'a retracted step',
      step('invoice', 'I1', 'VOIDED', null),
      [{ section: 'steps', part: 'VOIDED|', field: 'at', value: null }],
    ],
    [
      'the shipment of a record',
      link('invoice', 'I1', 'S'),
      [{ section: 'shipments', part: '', field: 'S', value: true }],
    ],
  ])('%s', (_what, change, expected) => {
    expect(statementsOf(change)).toEqual(expected);
  });

  it('have sorted keys in every value', () => {
    const change: Change = {
      kind: 'party',
      party: 'p',
      fields: { place: { timeZone: null, name: 'A', unlocode: null, country: 'US' } },
    };
    const [statement] = statementsOf(change);
    expect(JSON.stringify(statement?.value)).toBe('{"country":"US","name":"A","timeZone":null,"unlocode":null}');
  });
});

describe('the key of a milestone', () => {
  it.each([
    [{ code: 'DEPARTED' }, 'DEPARTED|||', ['DEPARTED', '', '', '']],
    [{ code: 'LOADED', leg: '1', container: 'c', instance: 'i' }, 'LOADED|1|c|i', ['LOADED', '1', 'c', 'i']],
    [{ code: 'LOADED', leg: 'a|b', instance: '50%' }, 'LOADED|a%7Cb||50%25', ['LOADED', 'a|b', '', '50%']],
  ] as const)('%j is %s', (part, key, parts) => {
    expect(milestoneKey(part)).toBe(key);
    expect(readMilestoneKey(key)).toEqual(parts);
  });
});

describe('a change with keys too long for an index', () => {
  const long = 'x'.repeat(5_000);

  it('has them truncated, and nothing else', () => {
    const change: Change = {
      ...happened('ARRIVED', '2026-03-01', { leg: long, container: 'c', reason: long }),
      shipment: long,
    } as Change;
    const cut = boundedChange(change) as Extract<Change, { kind: 'milestone' }>;
    expect(cut.leg?.length).toBeLessThan(300);
    expect(cut.shipment).toBe(cut.leg);
    expect(cut).toEqual({ ...change, leg: cut.leg, shipment: cut.shipment });
  });

  it.each<Change>([
    { kind: 'reference', shipment: 'S', type: 'booking', value: long },
    { kind: 'container', shipment: 'S', container: long, fields: {} },
    { kind: 'party', party: long, fields: {} },
    record('document', long, {}),
    step('document', 'D', 'UPDATED', '2026-03-01', { instance: long }),
  ])('of whatever kind: %#', (change) => {
    const cut = boundedChange(change);
    expect(cut).not.toEqual(change);
    expect(JSON.stringify(cut).length).toBeLessThan(700);
  });

  it('is the same change if all keys are short', () => {
    const change = happened('ARRIVED', '2026-03-01', { leg: '1' });
    expect(boundedChange(change)).toBe(change);
  });
});
