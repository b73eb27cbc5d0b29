import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { overdueBy } from '#lib/model/lateness.ts';
import { DEFAULT_LATENESS, limitOf } from '#lib/model/lateness-limits.ts';
import { parseMoment } from '#lib/model/time.ts';
import { onClockOf } from '#lib/model/zone.ts';
import { at, happened, leg, reportedStatus, shown } from '#tests/support/shipment-rows.ts';

const SHANGHAI = at('Shanghai', { country: 'CN', unlocode: 'CNSHA', timeZone: 'Asia/Shanghai' });
const RENO = at('Reno', { country: 'US', timeZone: 'America/Los_Angeles' });

/** When the next milestone at Reno is overdue, by mode and expected time. */
function overdueAt(mode: 'ocean' | 'air' | 'truck', expected: string): string | null {
  const { row } = shown([
    ...leg('1', mode, [SHANGHAI, RENO], ['2026-03-01T10:00:00+08:00']),
    happened('ARRIVED', expected, { classifier: 'EST', leg: '1' }),
  ]);
  expect(row.nextMilestone).toBe('ARRIVED');
  return row.overdueAt;
}

describe('the next milestone is overdue', () => {
  it.each([
    ['truck', '2026-03-12T10:30:00-07:00', '2026-03-12T21:30:00.000Z'],
    ['air', '2026-03-12T10:30:00-07:00', '2026-03-13T07:00:00.000Z'],
    ['ocean', '2026-03-12T10:30:00-07:00', '2026-03-15T07:00:00.000Z'],
    ['ocean', '2026-03-12', '2026-03-15T07:00:00.000Z'],
  ] as const)('by %s, expected %s, from %s on', (mode, expected, from) => {
    expect(overdueAt(mode, expected)).toBe(from);
  });

  it('on the tab from the same instant as on its own page, whatever the mode and the notation', () => {
    const texts = fc.constantFrom(
      '2026-03-12',
      '2026-03-12T23:30:00-07:00',
      '2026-03-13T06:30:00Z',
      '2026-03-12T10:30:00',
    );
    const modes = fc.constantFrom('ocean' as const, 'air' as const, 'truck' as const);
    const hours = fc.integer({ min: -48, max: 240 });
    fc.assert(
      fc.property(texts, modes, hours, (expected, mode, later) => {
        const now = Date.parse('2026-03-12T00:00:00Z') + later * 3_600_000;
        const moment = parseMoment(expected);
        // The page has the time as it is stored: in local time.
        const stored = moment && onClockOf(moment, RENO.timeZone);
        const onPage =
          stored && overdueBy(stored, limitOf(DEFAULT_LATENESS, mode), RENO.timeZone, now)?.isLate === true;
        return Date.parse(overdueAt(mode, expected) ?? '') <= now === onPage;
      }),
      { numRuns: 500 },
    );
  });

  it('no longer once it is reported, or the shipment has ended', () => {
    const journey = leg('1', 'truck', [SHANGHAI, RENO], ['2026-03-01T10:00:00+08:00', '2026-03-12T10:00:00-07:00']);
    expect(shown(journey).row.overdueAt).toBeNull();
    const estimate = happened('DELIVERED', '2026-03-12', { classifier: 'EST' });
    const cancelled = reportedStatus('CANCELED', 'cancelled');
    expect(shown([estimate]).row.overdueAt).not.toBeNull();
    expect(shown([estimate], [cancelled]).row.overdueAt).toBeNull();
  });
});
