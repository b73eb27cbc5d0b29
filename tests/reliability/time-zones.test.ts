import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { localTime, momentText } from '#components/time/format.ts';
import { openSql, type Sql } from '#db/client.ts';
import type { Change } from '#lib/model/change.ts';
import { type Moment, parseMoment } from '#lib/model/time.ts';
import { onClockOf } from '#lib/model/zone.ts';
import { applyEvents } from '#lib/projections/apply.ts';
import { ownDatabase } from '#tests/support/database.ts';
import { reportedEvent } from '#tests/support/normalised-events.ts';

let sql: Sql;
beforeAll(async () => {
  sql = openSql(await ownDatabase(), { max: 2 });
});
afterAll(() => sql.end());

const home = process.env.TZ;
afterEach(() => {
  process.env.TZ = home ?? 'UTC';
});

const VIEWERS = ['Pacific/Kiritimati', 'Asia/Shanghai', 'Europe/Berlin', 'America/Los_Angeles', 'Pacific/Pago_Pago'];

const moment = (text: string): Moment => {
  const parsed = parseMoment(text);
  if (!parsed) throw new RangeError(text);
  return parsed;
};

type At = { unlocode?: string; timeZone?: string };

/** Applies an arrival at a place, and returns the stored milestone. */
async function arrival(shipment: string, text: string, at: At): Promise<{ eta: Moment; place: At }> {
  const place = { name: 'There', country: null, unlocode: at.unlocode ?? null, timeZone: at.timeZone ?? null };
  const change: Change = {
    kind: 'milestone',
    shipment,
    code: 'ARRIVED',
    classifier: 'EST',
    moment: moment(text),
    place,
  };
  await sql.begin((tx) => applyEvents(tx, [reportedEvent('2026-03-01T00:00:00.000Z', change)]));
  const [row] = await sql`select eta, place from shipments join milestones on shipment_id = shipments.id
    where external_id = ${shipment}`;
  return row as unknown as { eta: Moment; place: At };
}

describe('27: a day', () => {
  it.each(['CNSHA', 'USLAX'])('at %s is the same for every viewer', async (unlocode) => {
    const { eta, place } = await arrival(`day ${unlocode}`, '2027-03-12', { unlocode });
    for (const viewer of VIEWERS) {
      process.env.TZ = viewer;
      expect(momentText(eta, place.timeZone)).toBe('12 Mar 2027');
    }
  });
});

describe('27: a time without an offset', () => {
  it.each([
    ['CNSHA', '2027-03-12T06:30:00.000Z', '+08:00'],
    ['USLAX', '2027-03-12T22:30:00.000Z', '-08:00'],
  ])('is in the time zone of %s', async (unlocode, at, zone) => {
    const { eta, place } = await arrival(`local ${unlocode}`, '2027-03-12T14:30:00', { unlocode });
    expect(eta).toEqual({ at, text: '2027-03-12T14:30:00', offset: zone, precision: 'time' });
    for (const viewer of VIEWERS) {
      process.env.TZ = viewer;
      expect(localTime(eta, place.timeZone)).toEqual({ day: '2027-03-12', clock: '14:30', zone });
    }
  });

  it('is the same claim as the instant in UTC', async () => {
    await arrival('twice', '2027-03-12T06:30:00Z', { unlocode: 'CNSHA' });
    await arrival('twice', '2027-03-12T14:30:00', { unlocode: 'CNSHA' });
    const rows = await sql`select standing from milestones join shipments on shipments.id = shipment_id
      where external_id = 'twice'`;
    expect(rows.map(({ standing }) => standing)).toEqual(['current']);
  });

  it.each([
    ['the place is unknown', {}],
    ['the zone of the source does not exist', { timeZone: 'Moon/Tranquility' }],
    ['the zone is an inherited property name', { timeZone: '__proto__' }],
  ])('has an unknown zone when %s', async (why, at) => {
    const { eta, place } = await arrival(why, '2027-03-12T14:30:00', at);
    expect(eta.offset).toBeNull();
    expect(localTime(eta, place.timeZone)).toEqual({ day: '2027-03-12', clock: '14:30', zone: 'zone unknown' });
  });

  it.each([
    ['in the skipped hour', '2027-03-14T02:30:00', '2027-03-14T10:30:00.000Z', '-08:00'],
    ['just before that hour', '2027-03-14T01:59:59', '2027-03-14T09:59:59.000Z', '-08:00'],
    ['just after that hour', '2027-03-14T03:00:00', '2027-03-14T10:00:00.000Z', '-07:00'],
    ['in the repeated hour', '2027-11-07T01:30:00', '2027-11-07T08:30:00.000Z', '-07:00'],
  ])('%s is an instant of that day', (_, text, at, offset) => {
    const placed = onClockOf(moment(text), 'America/Los_Angeles');
    expect(placed).toEqual({ at, text, offset, precision: 'time' });
    expect(localTime(placed, 'America/Los_Angeles').day).toBe(text.slice(0, 10));
  });
});

describe('27: a time with an offset', () => {
  it('keeps the local day and time of its source', () => {
    const [early, late] = [moment('2027-03-12T00:10:00+08:00'), moment('2027-03-11T23:50:00-08:00')];
    for (const viewer of VIEWERS) {
      process.env.TZ = viewer;
      expect(localTime(early, 'Asia/Shanghai')).toEqual({ day: '2027-03-12', clock: '00:10', zone: '+08:00' });
      expect(localTime(late, 'America/Los_Angeles')).toEqual({ day: '2027-03-11', clock: '23:50', zone: '-08:00' });
    }
  });
});
