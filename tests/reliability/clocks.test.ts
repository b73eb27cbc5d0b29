import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { openSql, type Sql } from '#db/client.ts';
import type { Change } from '#lib/model/change.ts';
import type { MilestoneCode } from '#lib/model/milestone.ts';
import { parseMoment } from '#lib/model/time.ts';
import { projectDueFacts } from '#lib/pipeline.ts';
import { applyEvents, type NormalisedEvent } from '#lib/projections/apply.ts';
import { flexport } from '#lib/providers/flexport/index.ts';
import { ownDatabase } from '#tests/support/database.ts';
import { reportedEvent } from '#tests/support/normalised-events.ts';

let sql: Sql;
beforeAll(async () => {
  sql = openSql(await ownDatabase(), { max: 2 });
});
afterAll(() => sql.end());
afterEach(() => vi.useRealTimers());

const NOON = '2026-03-12T12:00:00.000Z';
const HOUR = 3_600_000;
const later = (milliseconds: number) => new Date(Date.parse(NOON) + milliseconds).toISOString();

/** Stops the clock at an instant. */
function clockAt(instant: string): void {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.parse(instant) });
}

/** Applies an event that is learned now, whatever its report time. */
async function applyReport(reportedAt: string, ...changes: Change[]): Promise<NormalisedEvent> {
  const event = { ...reportedEvent(reportedAt, ...changes), learnedAt: new Date().toISOString() };
  await sql.begin((tx) => applyEvents(tx, [event]));
  return event;
}

const shanghai = { name: 'Shanghai', country: 'CN', unlocode: 'CNSHA', timeZone: null };
function happened(shipment: string, code: MilestoneCode, text: string, place?: typeof shanghai): Change {
  const moment = parseMoment(text);
  return { kind: 'milestone', shipment, code, classifier: 'ACT', moment, ...(place && { place }) };
}

async function shown(shipment: string): Promise<{ status: string; flags: (string | null)[] }> {
  const [row] = await sql`select id, status from shipments where external_id = ${shipment}`;
  const rows = await sql`select flag from milestones where shipment_id = ${row?.id} order by occurred_at, id`;
  return { status: row?.status, flags: rows.map(({ flag }) => flag) };
}

describe('18: clocks that are ahead or behind', () => {
  it.each([
    ['ten minutes ahead', 10 * 60_000],
    ['ten minutes behind', -10 * 60_000],
    ['four hundred days behind', -400 * 24 * HOUR],
  ])('shows a fact of a sender whose clock is %s', async (_, off) => {
    clockAt(NOON);
    await applyReport(NOON, happened(`off ${off}`, 'DEPARTED', later(off)));
    expect(await shown(`off ${off}`)).toEqual({ status: 'in_transit', flags: [null] });
  });

  it('flags a fact of the day after tomorrow, and shows it as a fact once its time has come, without another event', async () => {
    clockAt(NOON);
    const event = await applyReport(NOON, happened('ahead', 'DEPARTED', later(48 * HOUR)));
    expect(await shown('ahead')).toEqual({ status: 'unknown', flags: ['future'] });

    clockAt(later(47 * HOUR));
    expect(await projectDueFacts(sql)).toBe(0);
    expect((await shown('ahead')).status).toBe('unknown');

    clockAt(later(48 * HOUR));
    expect(await projectDueFacts(sql)).toBe(1);
    expect(await shown('ahead')).toEqual({ status: 'in_transit', flags: [null] });
    const effects =
      await sql`select event_id, after from effects where part is null and field = 'status' and entity_id =
      (select id from shipments where external_id = 'ahead')`;
    expect([...effects]).toEqual([{ event_id: event.id, after: 'in_transit' }]);
    expect(await projectDueFacts(sql)).toBe(0);
  });

  it('shows it as a fact also if another event arrives first', async () => {
    clockAt(NOON);
    await applyReport(NOON, happened('overtaken', 'DEPARTED', later(48 * HOUR)));
    clockAt(later(49 * HOUR));
    await applyReport(later(49 * HOUR), { kind: 'shipment', shipment: 'overtaken', fields: { name: 'Spring order' } });
    expect(await shown('overtaken')).toEqual({ status: 'in_transit', flags: [null] });
    expect(await projectDueFacts(sql)).toBe(0);
  });

  it('a date of tomorrow is a fact only once the local day has begun', async () => {
    clockAt(NOON);
    await applyReport(NOON, happened('tomorrow', 'DEPARTED', '2026-03-13'));
    await applyReport(NOON, happened('tomorrow in Shanghai', 'DEPARTED', '2026-03-13', shanghai));
    await applyReport(NOON, happened('today', 'DEPARTED', '2026-03-12'));
    expect((await shown('tomorrow')).status).toBe('unknown');
    expect((await shown('tomorrow in Shanghai')).status).toBe('unknown');
    expect((await shown('today')).status).toBe('in_transit');

    clockAt('2026-03-12T16:00:00.000Z');
    await projectDueFacts(sql);
    expect((await shown('tomorrow')).status).toBe('unknown');
    expect((await shown('tomorrow in Shanghai')).status).toBe('in_transit');

    clockAt('2026-03-13T00:00:00.000Z');
    await projectDueFacts(sql);
    expect((await shown('tomorrow')).status).toBe('in_transit');
  });

  it('a report from a clock that is ahead does not win for ever', async () => {
    const status = (text: string, stage: 'cancelled' | 'booked'): Change => ({
      kind: 'shipment',
      shipment: 'broken clock',
      fields: { reportedStatus: { text, stage } },
    });
    const estimate = (text: string): Change => ({
      kind: 'milestone',
      shipment: 'broken clock',
      code: 'ARRIVED',
      classifier: 'EST',
      moment: parseMoment(text),
    });
    const name = (text: string): Change => ({ kind: 'shipment', shipment: 'broken clock', fields: { name: text } });
    clockAt(NOON);
    await applyReport('2062-03-14T10:00:00.000Z', status('CANCELED', 'cancelled'), estimate('2026-04-01'), name('Old'));
    await applyReport(later(-3 * HOUR), status('BOOKED', 'booked'), estimate('2026-04-02'), name('New'));
    await applyReport(later(-180_000), happened('broken clock', 'DEPARTED', later(-180_000)));
    const [row] = await sql`select status, name, eta->>'text' as eta from shipments where external_id = 'broken clock'`;
    expect(row).toEqual({ status: 'in_transit', name: 'New', eta: '2026-04-02' });
  });

  it('keeps the ETA when an estimate of another century or decade arrives, and flags that estimate', async () => {
    const estimate = (text: string): Change => ({
      kind: 'milestone',
      shipment: 'wild estimate',
      code: 'ARRIVED',
      classifier: 'EST',
      moment: parseMoment(text),
    });
    clockAt(NOON);
    await applyReport(later(-3 * HOUR), estimate('2026-04-02'));
    await applyReport(later(-2 * HOUR), estimate('2062-04-02'));
    await applyReport(later(-HOUR), estimate('1985-04-02'));
    const [row] = await sql`select eta->>'text' as eta from shipments where external_id = 'wild estimate'`;
    expect(row?.eta).toBe('2026-04-02');
    expect((await shown('wild estimate')).flags).toEqual(['implausible', null, 'implausible']);
  });

  it('does not count a departure of forty years ago', async () => {
    clockAt(NOON);
    await applyReport(NOON, happened('old', 'DEPARTED', '1985-03-12T10:00:00Z'));
    expect(await shown('old')).toEqual({ status: 'unknown', flags: ['implausible'] });
  });

  it.each([
    '0001-01-01T00:00:00Z',
    '1899-12-30',
    '1900-01-01T00:00:00Z',
    '1970-01-01T00:00:00Z',
    '9999-12-31T23:59:59Z',
    '0000-00-00',
  ])('shows no departure and no time for an event that occurred at %s, in any notation', async (none) => {
    const data = { shipment_id: `none ${none}`, milestone: 'departed', occurred_at: none };
    const leg = { _object: '/shipment_leg', id: 7, transportation_mode: 'ocean', actual_departure_date: none };
    const documented = { shipment: { id: `leg ${none}`, status: 'booked' }, resource: leg };
    const events = [
      { type: 'shipment.milestone', raw: { type: 'shipment.milestone', created_at: later(-HOUR), data } },
      {
        type: '/shipment_leg#departed',
        raw: {
          _object: '/event',
          type: '/shipment_leg#departed',
          created_at: later(-HOUR),
          occurred_at: none,
          data: documented,
        },
      },
    ];
    clockAt(NOON);
    for (const { type, raw } of events) {
      const outcome = flexport.normalise({ key: type, type, raw });
      if (outcome.outcome !== 'changes') throw new Error(JSON.stringify(outcome));
      await applyReport(outcome.reportedAt ?? NOON, ...outcome.changes);
    }
    for (const shipment of [`none ${none}`, `leg ${none}`])
      expect(await shown(shipment)).toEqual({ status: 'unknown', flags: [] });
  });

  it('counts a report that is some hours ahead as reported on arrival', async () => {
    const name = (text: string): Change => ({ kind: 'shipment', shipment: 'fast clock', fields: { name: text } });
    clockAt(NOON);
    await applyReport(later(-HOUR), name('First'));
    await applyReport(later(8 * HOUR), name('Second'));
    clockAt(later(HOUR));
    await applyReport(later(HOUR), name('Third'));
    expect((await sql`select name from shipments where external_id = 'fast clock'`)[0]?.name).toBe('Third');
  });
});
