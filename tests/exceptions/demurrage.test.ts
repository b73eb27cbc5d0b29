import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Database, openDatabase, openSql, type Sql } from '#db/client.ts';
import { readList } from '#db/queries/declared-list.ts';
import { listTariffs } from '#db/queries/demurrage-tariffs.ts';
import { EXCEPTIONS } from '#db/queries/exceptions.ts';
import { removeTariff, setTariff } from '#lib/exceptions/change-tariffs.ts';
import { sweepExceptions } from '#lib/exceptions/sweep.ts';
import type { Change } from '#lib/model/change.ts';
import type { ExceptionDetails } from '#lib/model/exception.ts';
import type { Place } from '#lib/model/place.ts';
import { ownDatabase } from '#tests/support/database.ts';
import { applyBatch } from '#tests/support/exceptions.ts';
import { reportedEvent } from '#tests/support/normalised-events.ts';
import { tariff } from '#tests/support/tariff.ts';

const ADMIN = 'admin@example.com';
const SHANGHAI: Place = { name: 'Shanghai', country: 'CN', unlocode: 'CNSHA', timeZone: 'Asia/Shanghai' };
const LOS_ANGELES: Place = { name: 'Los Angeles', country: 'US', unlocode: 'USLAX', timeZone: 'America/Los_Angeles' };
/** One rate for all days. */
const daily = (rate: string) => [{ from: 1, rate }];

let sql: Sql;
let db: Database & { $client: Sql };
beforeAll(async () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  const url = await ownDatabase();
  sql = openSql(url, { max: 2 });
  db = openDatabase(url, { max: 2 });
});
afterAll(async () => {
  vi.useRealTimers();
  await Promise.all([sql.end(), db.$client.end()]);
});

let run = 0;
beforeEach(async () => {
  await sql`truncate exception_acts, exception_cases, exception_conditions, exception_sweep, demurrage_tariffs`;
  run += 1;
});

async function at(instant: string, ...changes: Change[]): Promise<void> {
  vi.setSystemTime(new Date(instant));
  if (changes.length > 0) await applyBatch(sql, reportedEvent(new Date(instant).toISOString(), ...changes));
  await sweepExceptions(sql, async () => {});
}

/** A container whose last free day is Friday 9 July 2021, by default. */
function container(
  id: string,
  given: { carrierName?: string; scac?: string; size?: string; type?: string; lastFreeDay?: string; port?: Place },
): Change[] {
  const shipment = `${run}-${id}`;
  const { carrierName, scac, size = 'forty_ft_hc', type, lastFreeDay = '2021-07-09', port = LOS_ANGELES } = given;
  const carrier = { ...(carrierName && { carrierName }), ...(scac && { scac }) };
  return [
    {
      ...{ kind: 'leg', shipment, leg: 'L1' },
      fields: { mode: 'ocean', origin: SHANGHAI, destination: port, ...carrier },
    },
    {
      kind: 'container',
      shipment,
      container: 'C1',
      fields: { number: 'CSQU3054383', size, lastFreeDay, ...(type && { type }) },
    },
  ];
}

/** `660 so far, 2500 by 2021-07-19` of each open exception, by shipment. */
async function shown(): Promise<Record<string, string | undefined>> {
  const rows = await sql<{ shipment: string; details: ExceptionDetails }[]>`
    select external_id as shipment, details from exception_cases join shipments on shipments.id = shipment_id
    where closed_at is null order by external_id`;
  return Object.fromEntries(
    rows.map(({ shipment, details: { amount, demurrage, unassessed } }) => [
      shipment.replace(`${run}-`, ''),
      demurrage ? `${demurrage.soFar} so far, ${amount?.amount} ${amount?.currency} by ${demurrage.on}` : unassessed,
    ]),
  );
}

describe('demurrage', () => {
  beforeEach(() => setTariff(sql, ADMIN, tariff()).then(() => {}));

  it('is shown from before the end of free time, and grows with each day at the terminal without any event', async () => {
    await at('2021-07-08T12:00:00Z', ...container('a', { carrierName: 'EVERGREEN line' }));
    expect(await shown()).toEqual({ a: '0 so far, 1660 USD by 2021-07-16' });
    await at('2021-07-10T07:01:00Z');
    expect(await shown()).toEqual({ a: '220 so far, 1940 USD by 2021-07-17' });
    await at('2021-07-11T06:59:00Z');
    expect(await shown()).toEqual({ a: '220 so far, 1940 USD by 2021-07-17' });
    await at('2021-07-12T19:00:00Z');
    expect(await shown()).toEqual({ a: '660 so far, 2500 USD by 2021-07-19' });
  });

  it('does not count as a fact that changed', async () => {
    await at('2021-07-10T07:01:00Z', ...container('a', { carrierName: 'Evergreen Line' }));
    await sql`update exception_cases set touched_at = now()`;
    await at('2021-07-12T19:00:00Z');
    expect(await sql`select kind from exception_acts`).toEqual([{ kind: 'opened' }]);
  });

  it('is by the tariff of the size before that of every size, and by a SCAC', async () => {
    await setTariff(sql, ADMIN, tariff({ size: '20', tiers: daily('99') }));
    await setTariff(sql, ADMIN, tariff({ carrier: 'oney', size: '40', currency: 'EUR', tiers: daily('10') }));
    await at(
      '2021-07-10T07:01:00Z',
      ...container('a', { carrierName: 'Evergreen Line', size: 'twenty_ft' }),
      ...container('b', { carrierName: 'Evergreen Line' }),
      ...container('c', { carrierName: 'Ocean Network Express', scac: 'ONEY', size: '45G1' }),
      ...container('d', { carrierName: 'Ocean Network Express', scac: 'ONEY', size: '22G1' }),
      ...container('e', { carrierName: 'Nobody' }),
    );
    expect(await shown()).toEqual({
      a: '99 so far, 792 USD by 2021-07-17',
      b: '220 so far, 1940 USD by 2021-07-17',
      c: '10 so far, 80 EUR by 2021-07-17',
      d: 'no_tariff',
      e: 'no_tariff',
    });
    const { data } = await readList(db, EXCEPTIONS, { sort: 'amount', limit: 10 });
    expect(data.map(({ details }) => details.amount?.amount ?? null)).toEqual(['1940', '792', '80', null, null]);
    const pages: (string | null)[] = [];
    for (let cursor: string | null | undefined; cursor !== null; ) {
      const page = await readList(db, EXCEPTIONS, { sort: 'amount', limit: 1, ...(cursor && { cursor }) });
      pages.push(...page.data.map(({ details }) => details.amount?.amount ?? null));
      cursor = page.nextCursor;
    }
    expect(pages).toEqual(['1940', '792', '80', null, null]);
  });

  it('follows a changed tariff, and is not shown any more without one', async () => {
    await at('2021-07-12T19:00:00Z', ...container('a', { carrierName: 'Evergreen Line' }));
    await setTariff(sql, ADMIN, tariff({ tiers: daily('100') }));
    await at('2021-07-12T19:00:10Z');
    expect(await shown()).toEqual({ a: '300 so far, 1000 USD by 2021-07-19' });
    const [stored] = await listTariffs(db);
    await removeTariff(sql, ADMIN, stored?.id ?? '');
    await at('2021-07-12T19:00:20Z');
    expect(await shown()).toEqual({ a: 'no_tariff' });
    const audited = await sql`select action, subject from audit_entries order by id desc limit 2`;
    expect(audited).toEqual([
      { action: 'tariff-removed', subject: 'evergreen line, Demurrage: USD 1: 100' },
      { action: 'tariff-set', subject: 'evergreen line, Demurrage: USD 1: 100' },
    ]);
  });

  it('is by the tariff of the terminal, the class and the day', async () => {
    const reefer = { containerType: 'reefer', port: 'USLAX' } as const;
    await setTariff(sql, ADMIN, tariff({ ...reefer, terminal: 'los angeles', tiers: daily('10') }));
    await setTariff(sql, ADMIN, tariff({ ...reefer, validFrom: '2021-07-12', tiers: daily('1') }));
    await at(
      '2021-07-12T19:00:00Z',
      ...container('a', { carrierName: 'Evergreen Line', type: 'reefer' }),
      ...container('b', { carrierName: 'Evergreen Line', type: 'reefer', port: { ...LOS_ANGELES, name: 'Pier 400' } }),
      ...container('c', { carrierName: 'Evergreen Line', type: 'dry' }),
    );
    // The terminal's; the 10th and 11th for every class, then 1 a day for reefers; for every class.
    expect(await shown()).toMatchObject({
      a: '30 so far, 100 USD by 2021-07-19',
      b: '441 so far, 448 USD by 2021-07-19',
      c: '660 so far, 2500 USD by 2021-07-19',
    });
  });
});
