import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { openSql, type Sql } from '#db/client.ts';
import { changeTariff, removeTariff, setTariff } from '#lib/exceptions/change-tariffs.ts';
import { sweepExceptions } from '#lib/exceptions/sweep.ts';
import type { Change } from '#lib/model/change.ts';
import type { ExceptionDetails } from '#lib/model/exception.ts';
import type { MilestoneCode } from '#lib/model/milestone.ts';
import type { Place } from '#lib/model/place.ts';
import type { Tariff } from '#lib/model/tariff.ts';
import { parseMoment } from '#lib/model/time.ts';
import { recalculateReturns } from '#lib/pipeline/recalculate-settings.ts';
import { ownDatabase } from '#tests/support/database.ts';
import { applyBatch, openTypes } from '#tests/support/exceptions.ts';
import { reportedEvent } from '#tests/support/normalised-events.ts';
import { tariff } from '#tests/support/tariff.ts';

const ADMIN = 'admin@example.com';
const SHANGHAI: Place = { name: 'Shanghai', country: 'CN', unlocode: 'CNSHA', timeZone: 'Asia/Shanghai' };
const LOS_ANGELES: Place = { name: 'Los Angeles', country: 'US', unlocode: 'USLAX', timeZone: 'America/Los_Angeles' };

let sql: Sql;
beforeAll(async () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  sql = openSql(await ownDatabase(), { max: 3 });
});
afterAll(async () => {
  vi.useRealTimers();
  await sql.end();
});

let shipment = '';
let shipments = 0;
beforeEach(async () => {
  await sql`truncate exception_acts, exception_cases, exception_conditions, exception_sweep, demurrage_tariffs, tariff_settings`;
  shipments += 1;
  shipment = `R${shipments}`;
});

/** What is reported at an instant, and what is open afterwards. */
async function at(instant: string, ...changes: Change[]): Promise<string[]> {
  vi.setSystemTime(new Date(instant));
  if (changes.length > 0) await applyBatch(sql, reportedEvent(new Date(instant).toISOString(), ...changes));
  await sweepExceptions(sql, async () => {});
  return openTypes(sql, shipment);
}

const leg = (): Change => ({
  ...{ kind: 'leg', shipment, leg: 'L1' },
  fields: { mode: 'ocean', carrierName: 'Evergreen Line', origin: SHANGHAI, destination: LOS_ANGELES },
});
const box = (fields: object = {}): Change => ({
  ...{ kind: 'container', shipment, container: 'C1', fields: { number: 'CSQU3054383', ...fields } },
});
const happened = (code: MilestoneCode, time: string): Change => ({
  ...{ kind: 'milestone', shipment, code, classifier: 'ACT', container: 'C1' },
  moment: parseMoment(time),
});

const archived = (): Change => ({
  ...{ kind: 'shipment', shipment, fields: { archivedAt: '2026-07-12T00:30:00Z' } },
});

/** The same of the whole shipment. */
const ofAll = (code: MilestoneCode, time: string): Change => ({
  ...{ kind: 'milestone', shipment, code, classifier: 'ACT', moment: parseMoment(time) },
});

/** Fetched on Monday 6 July 2026, in the evening at the terminal. */
const fetched = (): Change[] => [
  ...[leg(), box(), happened('DISCHARGED', '2026-07-01')],
  happened('OUT_FOR_DELIVERY', '2026-07-06T20:00:00-07:00'),
];

const set = async (changes: Partial<Tariff> = {}) => {
  const outcome = await setTariff(sql, ADMIN, tariff({ charge: 'detention', freeDays: 4, ...changes }));
  return 'id' in outcome ? outcome.id : '';
};

async function details(): Promise<ExceptionDetails | undefined> {
  const [row] = await sql<{ details: ExceptionDetails }[]>`
    select details from exception_cases where closed_at is null and type like 'charge.%'`;
  return row?.details;
}

const NEAR = ['charge.empty_return_near'];
const PAST = ['charge.empty_return_past'];

describe('the return of an empty container', () => {
  it('is near two days before the last of the free days after the gate-out ends, then overdue, until it is returned', async () => {
    await set();
    // Free are the 7th to the 10th, until midnight in Los Angeles.
    expect(await at('2026-07-09T06:59:00Z', ...fetched())).toEqual([]);
    expect(await at('2026-07-09T07:01:00Z')).toEqual(NEAR);
    expect(await details()).toMatchObject({ container: 'CSQU3054383', demurrage: { soFar: '0', perDay: '220' } });
    expect(await at('2026-07-11T07:01:00Z')).toEqual(PAST);
    expect(await at('2026-07-13T19:00:00Z')).toEqual(PAST);
    expect(await details()).toMatchObject({
      demurrage: { charge: 'detention', soFar: '660', by: '2500', on: '2026-07-20' },
    });
    expect(await at('2026-07-14T19:00:00Z', happened('EMPTY_RETURNED', '2026-07-14T10:00:00-07:00'))).toEqual([]);
  });

  it('is awaited after the delivery too, unlike all else, until the shipment is archived', async () => {
    await set();
    await at('2026-07-08T00:00:00Z', ...fetched());
    await at('2026-07-08T18:00:00Z', ofAll('DELIVERED', '2026-07-08T10:00:00-07:00'));
    const [row] = await sql`select status from shipments where external_id = ${shipment}`;
    expect(row).toEqual({ status: 'delivered' });
    expect(await at('2026-07-12T00:00:00Z')).toEqual(PAST);
    expect(await at('2026-07-12T01:00:00Z', archived())).toEqual([]);
  });

  it('is the same whatever the order of the reports, and of the tariff', async () => {
    const reports = [
      [leg(), box()],
      [happened('DISCHARGED', '2026-07-01')],
      [happened('OUT_FOR_DELIVERY', '2026-07-06T20:00:00-07:00')],
    ];
    const rows = async () =>
      (
        await sql`select type, opens_at, ends_at, deadline from exception_conditions where type like 'charge.%' order by type`
      ).map((row) => ({ ...row }));
    await set();
    for (const [hour, report] of reports.entries()) await at(`2026-07-08T0${hour}:00:00Z`, ...report);
    const expected = await rows();
    expect(expected).toHaveLength(2);
    await sql`truncate exception_conditions, demurrage_tariffs`;
    shipment = `${shipment} again`;
    const again = [
      [happened('OUT_FOR_DELIVERY', '2026-07-06T20:00:00-07:00')],
      [happened('DISCHARGED', '2026-07-01')],
      [box(), leg()],
    ];
    for (const [hour, report] of again.entries()) await at(`2026-07-08T0${hour}:00:00Z`, ...report);
    expect(await rows()).toEqual([]);
    await set();
    await recalculateReturns(sql);
    expect(await rows()).toEqual(expect.arrayContaining(expected));
  });

  it('follows a tariff that is changed or removed', async () => {
    const id = await set();
    expect(await at('2026-07-12T00:00:00Z', ...fetched())).toEqual(PAST);
    await changeTariff(sql, ADMIN, id, { freeDays: 30 });
    await recalculateReturns(sql);
    expect(await openTypes(sql, shipment)).toEqual([]);
    await changeTariff(sql, ADMIN, id, { freeDays: 5, freeDayBasis: 'working', holidays: ['2026-07-09'] });
    await recalculateReturns(sql);
    // The 7th, 8th, 10th, 13th and 14th.
    expect(await at('2026-07-15T06:59:00Z')).toEqual(NEAR);
    expect(await at('2026-07-15T07:01:00Z')).toEqual(PAST);
    await removeTariff(sql, ADMIN, id);
    await recalculateReturns(sql);
    expect(await openTypes(sql, shipment)).toEqual([]);
  });

  it('counts combined free days from the discharge, also where they ended before the gate-out', async () => {
    await set({ charge: 'combined', freeDays: 3 });
    expect(await at('2026-07-07T05:00:00Z', ...fetched())).toEqual(PAST);
    // Free until the 4th: the 5th and the 6th in Los Angeles.
    expect(await details()).toMatchObject({ demurrage: { charge: 'combined', soFar: '440' } });
  });

  it('is not known, so that nothing opens, without a tariff for the container, a gate-out, or a discharge', async () => {
    await set({ charge: 'combined', freeDays: 3 });
    await set({ port: 'USLGB' });
    await set({ validUntil: '2026-07-05' });
    expect(
      await at('2026-07-20T00:00:00Z', leg(), box(), happened('OUT_FOR_DELIVERY', '2026-07-06T20:00:00-07:00')),
    ).toEqual([]);
    await set();
    shipment = `${shipment} inside`;
    expect(await at('2026-07-20T00:00:00Z', leg(), box(), happened('DISCHARGED', '2026-07-01'))).toEqual([]);
    shipment = `${shipment} shared`;
    expect(await at('2026-07-20T00:00:00Z', ...fetched(), box({ type: 'lcl' }))).toEqual([]);
  });

  it('is not awaited for ever: a return that is not reported 90 days after it was due never will be', async () => {
    await set();
    expect(await at('2026-10-09T06:59:00Z', ...fetched())).toEqual(PAST);
    expect(await at('2026-10-09T07:01:00Z')).toEqual([]);
  });
});
