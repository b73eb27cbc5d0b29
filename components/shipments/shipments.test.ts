import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ExceptionType } from '#lib/model/exception.ts';
import { DEFAULT_LATENESS } from '#lib/model/lateness-limits.ts';
import { parseMoment } from '#lib/model/time.ts';
import { ENGLISH } from '#lib/words/words-of.ts';
import { etaVarianceOf } from './eta-variance.ts';
import { exceptionsText } from './exceptions-text.ts';
import { bestReference, distinguishingReference } from './reference.ts';
import { exceptionText, reasonText } from './words.ts';

it('has the terms of a plan as they were written, and reasons in words', () => {
  expect(reasonText({ classifier: 'PLN', reason: 'FCFS 7-3' })).toBe('Terms: FCFS 7-3.');
  expect(reasonText({ classifier: 'PLN', reason: 'vessel_rolled' })).toBe('Reason: vessel rolled.');
  expect(reasonText({ classifier: 'EST', reason: 'Port_Strike' })).toBe('Reason: port strike.');
  expect(reasonText({ classifier: 'PLN', reason: null })).toBeNull();
});

describe('the name of a shipment', () => {
  const references = [
    { type: 'purchase_order', value: 'PO-1' },
    { type: 'purchase_order', value: 'PO-2' },
    { type: 'customer', value: 'SPRING' },
    { type: 'house_bill', value: 'FLXT1' },
  ];

  it('is the first reference that may be a title, with the number of further ones of that type', () => {
    const given = [{ type: 'invoice', value: 'INV-1' }, ...references];
    expect(bestReference({ externalId: '8672', references: given })).toEqual({
      type: 'purchase_order',
      value: 'PO-1',
      more: 1,
    });
  });

  it('has a reference beside it that no other shipment has, if others may have the title', () => {
    expect(distinguishingReference({ externalId: '8672', references })).toEqual({ type: 'house_bill', value: 'FLXT1' });
    const shared = references.slice(0, 3);
    expect(distinguishingReference({ externalId: '8672', references: shared })).toEqual({
      type: 'shipment',
      value: '8672',
    });
    expect(distinguishingReference({ externalId: '8672', references: references.slice(3) })).toBeNull();
  });

  it('is the first reference of the type that a user wants, if there is one', () => {
    const shipment = { externalId: '8672', references };
    expect(bestReference(shipment, 'customer')).toEqual({ type: 'customer', value: 'SPRING', more: 0 });
    expect(bestReference(shipment, 'purchase_order')).toMatchObject({ value: 'PO-1', more: 1 });
    expect(bestReference(shipment, 'master_bill').value).toBe('PO-1');
    expect(distinguishingReference(shipment, 'house_bill')).toBeNull();
    const uuid = { externalId: '8672', references: [{ type: 'pro', value: '4afc89aa-998f-4999-ba11-0123456789ab' }] };
    expect(bestReference(uuid, 'pro').value).toBe('8672');
  });

  it('is never a whole UUID', () => {
    const uuid = '4afc89aa-998f-4999-ba11-0123456789ab';
    const references = [
      { type: 'shipment', value: uuid },
      { type: 'shipment', value: 'SHP-7' },
    ];
    expect(bestReference({ externalId: uuid, references }).value).toBe('SHP-7');
    expect(bestReference({ externalId: uuid, references: [] }).value).toBe('4afc89aa');
  });
});

const LOS_ANGELES = { timeZone: 'America/Los_Angeles' };
const ship = {
  status: 'in_transit',
  mode: 'ocean',
  arrived: null,
  eta: parseMoment('2026-03-12'),
  etaBaseline: parseMoment('2026-03-12'),
  etaBaselineKind: 'planned',
  portOfDischarge: LOS_ANGELES,
  destination: null,
} as const;
const before = Date.parse('2026-03-01T00:00:00Z');

describe('the arrival of a shipment', () => {
  it.each([
    ['2026-03-12T23:00:00-07:00', 'On time', 'ok'],
    ['2026-03-13T06:00:00Z', 'On time', 'ok'],
    ['2026-03-14', '+2 d', 'risk'],
    ['2026-03-15', '+3 d', 'late'],
    ['2026-03-11', '−1 d', 'ok'],
  ])('by vessel at %s is %s', (eta, text, tone) => {
    expect(etaVarianceOf({ ...ship, eta: parseMoment(eta) }, before, DEFAULT_LATENESS)).toMatchObject({
      short: text,
      tone,
    });
  });

  it('by truck is overdue while the cargo is at the carrier terminal, by vessel not once it is at the port', () => {
    const due = { ...ship, status: 'arrived', mode: 'truck' } as const;
    expect(etaVarianceOf(due, Date.parse('2026-03-14T07:00:00Z'), DEFAULT_LATENESS)).toMatchObject({
      whole: 'overdue by 1 d',
      tone: 'late',
    });
    expect(
      etaVarianceOf({ ...due, mode: 'ocean' }, Date.parse('2026-03-14T07:00:00Z'), DEFAULT_LATENESS),
    ).toMatchObject({
      whole: 'On time',
    });
  });

  it.each([
    ['2026-03-12T10:30:00-07:00', 'On time', 'ok'],
    ['2026-03-12T13:00:00-07:00', '+3 h', 'risk'],
    ['2026-03-12T14:00:00-07:00', '+4 h', 'late'],
    ['2026-03-14T10:00:00-07:00', '+2 d', 'late'],
  ])('by truck at %s is %s', (eta, text, tone) => {
    const truck = { ...ship, mode: 'truck', etaBaseline: parseMoment('2026-03-12T10:00:00-07:00') };
    expect(etaVarianceOf({ ...truck, eta: parseMoment(eta) }, before, DEFAULT_LATENESS)).toMatchObject({
      short: text,
      tone,
    });
  });

  it('that is past due is overdue, whatever the plan, and never green', () => {
    const plan = fc.constantFrom(null, '2026-03-01', '2026-03-12', '2026-03-12T06:00:00Z', '2026-06-01');
    const mode = fc.constantFrom('ocean', 'air', 'rail', 'truck', null);
    fc.assert(
      fc.property(plan, mode, fc.integer({ min: 1, max: 5000 }), (baseline, by, hours) => {
        const due = { ...ship, mode: by, etaBaseline: baseline === null ? null : parseMoment(baseline) };
        const now = Date.parse('2026-03-13T07:00:00Z') + hours * 3_600_000;
        const shown = etaVarianceOf(due, now, DEFAULT_LATENESS);
        return shown?.whole.startsWith('overdue by ') === true && shown.tone !== 'ok';
      }),
    );
  });

  it('is due until the end of the day at the port', () => {
    expect(etaVarianceOf(ship, Date.parse('2026-03-13T06:59:00Z'), DEFAULT_LATENESS)).toMatchObject({
      whole: 'On time',
    });
    expect(etaVarianceOf(ship, Date.parse('2026-03-13T07:01:00Z'), DEFAULT_LATENESS)).toMatchObject({
      whole: 'overdue by 1 min',
      tone: 'risk',
    });
    expect(etaVarianceOf(ship, Date.parse('2026-03-15T08:00:00Z'), DEFAULT_LATENESS)).toMatchObject({ tone: 'late' });
  });

  it('of a cancelled shipment is neither late nor on time', () => {
    expect(etaVarianceOf({ ...ship, status: 'removed' }, before, DEFAULT_LATENESS)).toBeNull();
    expect(etaVarianceOf({ ...ship, status: 'cancelled' }, Date.parse('2026-05-01'), DEFAULT_LATENESS)).toBeNull();
  });

  it('has no variance without a promised time', () => {
    expect(etaVarianceOf({ ...ship, etaBaseline: null, etaBaselineKind: null }, before, DEFAULT_LATENESS)).toBeNull();
  });
});

it('an exception is shown once', () => {
  expect(exceptionText({ code: 'CUSTOMS_HOLD', reason: 'x_ray' })).toBe('Customs hold: x ray');
  expect(exceptionText({ code: 'DELAY', reason: 'port_strike_delay' })).toBe('Port strike delay');
  expect(exceptionText({ code: 'CHECK_CALL_OVERDUE', reason: null })).toBe('Check call overdue');
});

it('the exceptions of a shipment are named once, with how many more there are', () => {
  const one = (type: ExceptionType) => ({
    id: type,
    type,
    details: {},
    deadline: null,
    owner: null,
    severity: 'high' as const,
  });
  const exceptions = [one('hold.customs'), one('charge.lfd_near'), one('charge.lfd_near')];
  expect(exceptionsText({ exceptions, openExceptions: 3 }, ENGLISH)).toBe('Customs hold; Free time ends');
  expect(exceptionsText({ exceptions, openExceptions: 5 }, ENGLISH)).toBe('Customs hold; Free time ends; 2 more');
  expect(exceptionsText({ exceptions: [], openExceptions: 0 }, ENGLISH)).toBe('');
});
