import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSql, type Sql } from '#db/client.ts';
import type { Change } from '#lib/model/change.ts';
import { parseMoment } from '#lib/model/time.ts';
import { ownDatabase } from '#tests/support/database.ts';
import { reportedEvent } from '#tests/support/normalised-events.ts';
import { applyEvents, type NormalisedEvent } from './apply.ts';

let sql: Sql;
beforeAll(async () => {
  sql = openSql(await ownDatabase(), { max: 2 });
});
afterAll(() => sql.end());

function milestone(
  shipment: string,
  code: 'DEPARTED' | 'ARRIVED',
  classifier: 'EST' | 'ACT',
  text: string | null,
): Change {
  return { kind: 'milestone', shipment, code, classifier, moment: text === null ? null : parseMoment(text) };
}

const apply = async (...events: NormalisedEvent[]) => (await sql.begin((tx) => applyEvents(tx, events))).effects;

describe('applying events', () => {
  it('shows the newest report, whatever the order of arrival', async () => {
    await apply(
      reportedEvent('2026-03-02T00:00:00.000Z', milestone('A', 'ARRIVED', 'EST', '2026-03-20T08:00:00+08:00')),
    );
    const effects = await apply(
      reportedEvent('2026-03-01T00:00:00.000Z', milestone('A', 'ARRIVED', 'EST', '2026-03-18T08:00:00+08:00')),
    );
    const rows = await sql`select standing, occurred_text from milestones m join shipments s on s.id = m.shipment_id
      where s.external_id = 'A' order by occurred_at`;
    expect(rows.map((row) => [row.standing, row.occurred_text])).toEqual([
      ['superseded', '2026-03-18T08:00:00+08:00'],
      ['current', '2026-03-20T08:00:00+08:00'],
    ]);
    expect(effects).toEqual([]);
  });

  it('records the event that caused a difference, with both values', async () => {
    await apply(reportedEvent('2026-03-01T00:00:00.000Z', milestone('B', 'DEPARTED', 'ACT', '2026-03-01T00:00:00Z')));
    const retraction = reportedEvent('2026-03-02T00:00:00.000Z', milestone('B', 'DEPARTED', 'ACT', null));
    const effects = await apply(retraction);
    expect(effects.map(({ eventId: cause, part, field }) => [cause, part?.type, field])).toEqual([
      [retraction.id, undefined, 'status'],
      [retraction.id, 'milestone', 'time'],
    ]);
    const [row] = await sql`select status from shipments where external_id = 'B'`;
    expect(row?.status).toBe('unknown');
  });

  it('measures the ETA variance only against estimates for the same port', async () => {
    const place = (unlocode: string) => ({ name: unlocode, country: null, unlocode, timeZone: null });
    const leg = (to: string): Change => ({
      kind: 'leg',
      shipment: 'C',
      leg: '1',
      fields: { mode: 'ocean', origin: place('CNSHA'), destination: place(to) },
    });
    const arrival = (text: string): Change => ({ ...milestone('C', 'ARRIVED', 'EST', text), leg: '1' }) as Change;
    const baseline = async () => {
      const [row] = await sql`select eta_baseline->>'text' as text from shipments where external_id = 'C'`;
      return row?.text;
    };
    await apply(reportedEvent('2026-03-01T00:00:00.000Z', leg('KRPUS'), arrival('2026-03-05')));
    expect(await baseline()).toBe('2026-03-05');
    await apply(reportedEvent('2026-03-02T00:00:00.000Z', leg('USLAX'), arrival('2026-03-20')));
    expect(await baseline()).toBe('2026-03-20');
    await apply(reportedEvent('2026-03-03T00:00:00.000Z', leg('USLAX'), arrival('2026-03-22')));
    expect(await baseline()).toBe('2026-03-20');
  });
});
