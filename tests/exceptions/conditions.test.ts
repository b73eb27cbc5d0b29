import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { openSql, type Sql } from '#db/client.ts';
import { sweepExceptions } from '#lib/exceptions/sweep.ts';
import type { Change } from '#lib/model/change.ts';
import type { MilestoneCode } from '#lib/model/milestone.ts';
import type { Place } from '#lib/model/place.ts';
import { parseMoment } from '#lib/model/time.ts';
import { ownDatabase } from '#tests/support/database.ts';
import { applyBatch, openTypes } from '#tests/support/exceptions.ts';
import { reportedEvent } from '#tests/support/normalised-events.ts';

let sql: Sql;
beforeAll(async () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  sql = openSql(await ownDatabase(), { max: 2 });
});
afterAll(async () => {
  vi.useRealTimers();
  await sql.end();
});
beforeEach(async () => {
  await sql`truncate exception_acts, exception_cases, exception_conditions, exception_sweep`;
});

const SHANGHAI: Place = { name: 'Shanghai', country: 'CN', unlocode: 'CNSHA', timeZone: 'Asia/Shanghai' };
const BUSAN: Place = { name: 'Busan', country: 'KR', unlocode: 'KRPUS', timeZone: 'Asia/Seoul' };
const HAMBURG: Place = { name: 'Hamburg', country: 'DE', unlocode: 'DEHAM', timeZone: 'Europe/Berlin' };
const ROTTERDAM: Place = { name: 'Rotterdam', country: 'NL', unlocode: 'NLRTM', timeZone: 'Europe/Amsterdam' };

let shipment = '';
let reports = 0;
/** A new shipment for each test. */
beforeEach(() => {
  reports += 1;
  shipment = `S${reports}`;
});

/** What is reported at an instant, and what is open afterwards. */
async function at(instant: string, ...changes: Change[]): Promise<string[]> {
  vi.setSystemTime(new Date(instant));
  if (changes.length > 0) await applyBatch(sql, reportedEvent(new Date(instant).toISOString(), ...changes));
  else await sweepExceptions(sql, async () => {});
  return openTypes(sql, shipment);
}

const leg = (fields: object = {}, id = 'L1'): Change => ({
  kind: 'leg',
  shipment,
  leg: id,
  fields: { mode: 'ocean', origin: SHANGHAI, destination: HAMBURG, ...fields },
});
const milestone = (
  code: MilestoneCode,
  classifier: 'PLN' | 'EST' | 'ACT',
  time: string | null,
  more: { leg?: string; reason?: string; container?: string } = {},
): Change => ({
  kind: 'milestone',
  shipment,
  code,
  classifier,
  moment: time === null ? null : parseMoment(time),
  ...more,
});
const container = (fields: object, id = 'C1'): Change => ({ kind: 'container', shipment, container: id, fields });
/** All documents that are due by the arrival, so that none is missing. */
const documents = (): Change[] =>
  ['commercial invoice', 'packing list', 'house bill', 'master bill', 'arrival notice', 'customs entry'].flatMap(
    (type) => [
      { kind: 'record', recordType: 'document', record: `${shipment} ${type}`, fields: { type } } as Change,
      { kind: 'link', recordType: 'document', record: `${shipment} ${type}`, shipment } as Change,
    ],
  );

describe('a hold', () => {
  it('is open until it is released', async () => {
    const held = milestone('CUSTOMS_HOLD', 'ACT', '2026-03-29T10:00:00Z', { reason: 'exam' });
    expect(await at('2026-03-29T11:00:00Z', leg(), held)).toEqual(['hold.customs']);
    expect(await at('2026-03-30T11:00:00Z', milestone('CUSTOMS_RELEASED', 'ACT', '2026-03-30T10:00:00Z'))).toEqual([]);
  });

  it.each([
    ['agriculture', 'hold.agency'],
    ['terminal_fees', 'hold.terminal'],
    ['freight_not_paid', 'hold.freight'],
    ['x_ray', 'hold.customs'],
  ])('for the reason %s is of the type %s', async (reason, type) => {
    const held = milestone('CUSTOMS_HOLD', 'ACT', '2026-03-29T10:00:00Z', { reason });
    expect(await at('2026-03-29T11:00:00Z', leg(), held)).toEqual([type]);
  });
});

describe('free time', () => {
  const known = () => [leg(), container({ number: 'CSQU3054383', lastFreeDay: '2026-04-03' })];

  it('is near from two days before its end at the terminal, and over after it, until the container is picked up', async () => {
    expect(await at('2026-04-01T10:00:00Z', ...known())).toEqual([]);
    expect(await at('2026-04-01T21:59:00Z')).toEqual([]);
    expect(await at('2026-04-01T22:01:00Z')).toEqual(['charge.lfd_near']);
    expect(await at('2026-04-03T22:01:00Z')).toEqual(['charge.lfd_past']);
    const out = milestone('OUT_FOR_DELIVERY', 'ACT', '2026-04-04T09:00:00+02:00', { container: 'C1' });
    expect(await at('2026-04-04T09:00:00Z', out)).toEqual([]);
  });

  it('that is extended is not near any more', async () => {
    await at('2026-04-02T10:00:00Z', ...known());
    expect(await at('2026-04-02T11:00:00Z', container({ lastFreeDay: '2026-04-10' }))).toEqual([]);
  });

  it('worsens as its end comes near', async () => {
    await at('2026-04-01T23:00:00Z', ...known());
    const severity = async () => (await sql`select severity from exception_cases where closed_at is null`)[0]?.severity;
    expect(await severity()).toBe(2);
    await at('2026-04-02T22:01:00Z');
    expect(await severity()).toBe(3);
    const acts = await sql`select kind from exception_acts order by id`;
    expect(acts.map(({ kind }) => kind)).toEqual(['opened', 'worsened']);
  });
});

describe('an arrival', () => {
  const planned = () => [
    leg(),
    ...documents(),
    milestone('ARRIVED', 'PLN', '2026-03-29', { leg: 'L1' }),
    milestone('DEPARTED', 'ACT', '2026-03-01T10:00:00+08:00', { leg: 'L1' }),
  ];

  it('that is expected late is open until the estimate is in time again', async () => {
    expect(await at('2026-03-10T10:00:00Z', ...planned())).toEqual([]);
    const later = milestone('ARRIVED', 'EST', '2026-04-08', { leg: 'L1' });
    expect(await at('2026-03-11T10:00:00Z', later)).toEqual(['arrival.slip']);
    expect(await at('2026-03-12T10:00:00Z', milestone('ARRIVED', 'EST', '2026-03-29', { leg: 'L1' }))).toEqual([]);
  });

  it('that is overdue is open until it is reported', async () => {
    await at('2026-03-10T10:00:00Z', ...planned());
    expect(await at('2026-03-29T10:00:00Z')).toEqual([]);
    expect(await at('2026-04-02T10:00:00Z')).toEqual(['arrival.overdue']);
    expect(
      await at('2026-04-02T11:00:00Z', milestone('ARRIVED', 'ACT', '2026-04-01T06:00:00+02:00', { leg: 'L1' })),
    ).toEqual([]);
  });

  it('of a cancelled shipment is no exception', async () => {
    await at('2026-03-10T10:00:00Z', ...planned());
    await at('2026-04-02T10:00:00Z');
    const cancelled: Change = {
      kind: 'shipment',
      shipment,
      fields: { reportedStatus: { text: 'CANCELLED', stage: 'cancelled' } },
    };
    expect(await at('2026-04-02T11:00:00Z', leg(), cancelled)).toEqual([]);
  });
});

describe('a departure', () => {
  const booked = () => [
    leg({ vesselName: 'EVER ALOT', voyage: '012E' }),
    milestone('DEPARTED', 'PLN', '2026-03-12', { leg: 'L1' }),
  ];

  it('that is overdue is open until it is reported', async () => {
    expect(await at('2026-03-01T10:00:00Z', ...booked())).toEqual([]);
    expect(await at('2026-03-20T10:00:00Z')).toEqual(['departure.late']);
    expect(
      await at('2026-03-20T11:00:00Z', milestone('DEPARTED', 'ACT', '2026-03-19T10:00:00+08:00', { leg: 'L1' })),
    ).toEqual([]);
  });

  it('by the same vessel and voyage in another notation is no change', async () => {
    await at('2026-03-01T10:00:00Z', ...booked());
    for (const [hour, vesselName, voyage] of [
      [10, 'M.V. Ever Alot', '012E'],
      [11, 'MV EVER ALOT', '12E'],
      [12, 'M/V Ever-Alot', '0012E'],
    ] as const)
      expect(await at(`2026-03-02T${hour}:00:00Z`, leg({ vesselName, voyage }))).toEqual([]);
    expect(await at('2026-03-03T10:00:00Z', leg({ voyage: '13E' }))).toEqual(['departure.vessel_changed']);
  });

  it('by another vessel is a change, and rolled if it is a day later; both end with the departure', async () => {
    await at('2026-03-01T10:00:00Z', ...booked());
    expect(await at('2026-03-02T10:00:00Z', leg({ vesselName: 'EVER GOODS' }))).toEqual(['departure.vessel_changed']);
    expect(await at('2026-03-03T10:00:00Z', milestone('DEPARTED', 'PLN', '2026-03-19', { leg: 'L1' }))).toEqual([
      'departure.rolled',
    ]);
    expect(
      await at('2026-03-20T10:00:00Z', milestone('DEPARTED', 'ACT', '2026-03-19T10:00:00+08:00', { leg: 'L1' })),
    ).toEqual([]);
  });

  it('by the first vessel again is none, nor is another spelling', async () => {
    await at('2026-03-01T10:00:00Z', ...booked());
    expect(await at('2026-03-02T10:00:00Z', leg({ vesselName: 'Ever Alot' }))).toEqual([]);
    await at('2026-03-03T10:00:00Z', leg({ vesselName: 'EVER GOODS' }));
    expect(await at('2026-03-04T10:00:00Z', leg({ vesselName: 'EVER ALOT' }))).toEqual([]);
  });

  it('to another port of discharge is a change', async () => {
    await at('2026-03-01T10:00:00Z', ...booked());
    expect(await at('2026-03-02T10:00:00Z', leg({ destination: ROTTERDAM }))).toEqual(['departure.pod_changed']);
  });
});

describe('a connection', () => {
  const connected = () => [
    leg({ destination: BUSAN }),
    leg({ origin: BUSAN }, 'L2'),
    milestone('DEPARTED', 'ACT', '2026-03-01T10:00:00+08:00', { leg: 'L1' }),
    milestone('ARRIVED', 'EST', '2026-03-05T10:00:00+09:00', { leg: 'L1' }),
    milestone('DEPARTED', 'PLN', '2026-03-07T10:00:00+09:00', { leg: 'L2' }),
  ];

  it('that departs before the arrival is missed, until either changes', async () => {
    expect(await at('2026-03-02T10:00:00Z', ...connected())).toEqual([]);
    expect(
      await at('2026-03-03T10:00:00Z', milestone('ARRIVED', 'EST', '2026-03-08T10:00:00+09:00', { leg: 'L1' })),
    ).toContain('transshipment.missed');
    expect(
      await at('2026-03-04T10:00:00Z', milestone('DEPARTED', 'PLN', '2026-03-14T10:00:00+09:00', { leg: 'L2' })),
    ).not.toContain('transshipment.missed');
  });

  it('that waits longer than planned is open until it departs', async () => {
    await at('2026-03-02T10:00:00Z', ...connected());
    await at('2026-03-05T10:00:00Z', milestone('ARRIVED', 'ACT', '2026-03-05T10:00:00+09:00', { leg: 'L1' }));
    expect(await at('2026-03-12T10:00:00Z')).toContain('transshipment.dwell');
    expect(
      await at('2026-03-12T11:00:00Z', milestone('DEPARTED', 'ACT', '2026-03-12T10:00:00+09:00', { leg: 'L2' })),
    ).not.toContain('transshipment.dwell');
  });
});

describe('documents', () => {
  it('that are due by the arrival are missing from three days before it until all were received', async () => {
    const arrives = [leg(), milestone('ARRIVED', 'EST', '2026-03-29T10:00:00+02:00', { leg: 'L1' })];
    expect(await at('2026-03-10T10:00:00Z', ...arrives)).toEqual([]);
    expect(await at('2026-03-26T10:00:00Z')).toEqual(['document.missing']);
    const [first, linked, ...others] = documents();
    if (!first || !linked) throw new Error('no documents');
    expect(await at('2026-03-26T11:00:00Z', first, linked)).toEqual(['document.missing']);
    const [{ details }] = await sql<
      [{ details: { documents: string[] } }]
    >`select details from exception_cases where closed_at is null`;
    expect(details.documents).toEqual(['packing_list', 'house_bill', 'master_bill', 'arrival_notice', 'customs_entry']);
    expect(await at('2026-03-26T12:00:00Z', ...others)).toEqual([]);
  });
});

describe('data', () => {
  it('with an invalid container number is an exception until the number is corrected', async () => {
    expect(await at('2026-03-01T10:00:00Z', leg(), container({ number: 'CSQU3054384' }))).toEqual([
      'reference.invalid',
    ]);
    expect(await at('2026-03-01T11:00:00Z', container({ number: 'CSQU3054383' }))).toEqual([]);
  });

  it('of an invoice that does not add up is one until it is corrected, with the money at risk', async () => {
    const eur = (amount: string) => ({ amount, currency: 'EUR' });
    const invoice = (total: string): Change => ({
      kind: 'record',
      recordType: 'invoice',
      record: shipment,
      fields: {
        kind: 'freight',
        total: eur(total),
        balance: eur(total),
        lines: [{ name: 'Ocean freight', amount: eur('100.00') }],
      },
    });
    expect(await at('2026-03-01T10:00:00Z', invoice('120.00'))).toEqual(['invoice.variance']);
    const [{ details }] = await sql<
      [{ details: { amount: unknown } }]
    >`select details from exception_cases where closed_at is null`;
    expect(details.amount).toEqual(eur('20.00'));
    expect(await at('2026-03-01T11:00:00Z', invoice('100.00'))).toEqual([]);
  });
});

describe('an alert of a source', () => {
  it.each([
    ['CHECK_CALL_OVERDUE', 'milestone.missing'],
    ['PICKUP_NEAR_NOT_BOOKED', 'milestone.missing'],
    ['RATE_CON_NOT_SIGNED', 'document.missing'],
    ['FREE_TIME_EXPIRED', 'charge.lfd_past'],
    ['DELAY', 'departure.late'],
  ] as const)('%s is an exception of the type %s', async (code, type) => {
    const reported = milestone(code, 'ACT', '2026-03-29T10:00:00Z', { reason: 'weather' });
    expect(await at('2026-03-29T11:00:00Z', leg({ mode: 'truck' }), reported)).toEqual([type]);
  });
});
