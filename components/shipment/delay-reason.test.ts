import { describe, expect, it } from 'vitest';
import type { ShipmentException, TimelineEntry } from '#db/queries/shipments.ts';
import { delayReason } from './delay-reason.ts';

const eta = { at: '2026-03-12T00:00:00.000Z', text: '2026-03-12T00:00:00Z', offset: 'Z', precision: 'time' as const };
const estimate = (fields: Partial<TimelineEntry>) =>
  ({
    code: 'ARRIVED',
    classifier: 'EST',
    standing: 'current',
    occurredAt: eta.at,
    reason: null,
    ...fields,
  }) as TimelineEntry;
const exception = (fields: Partial<ShipmentException>) =>
  ({ kind: 'delay', code: 'DELAY', reason: 'weather', clearedAt: null, ...fields }) as ShipmentException;

describe('the reason of a delay', () => {
  it('is that of the current estimate, else of the latest open delay', () => {
    const late = { arrived: null, eta, exceptions: [exception({}), exception({ reason: 'strike' })] };
    expect(delayReason(late, [estimate({ reason: 'port_congestion' })])).toBe('port_congestion');
    expect(delayReason(late, [estimate({})])).toBe('weather');
  });

  it('is none of a superseded estimate, a cleared delay or a hold, and none after the arrival', () => {
    const over = [exception({ clearedAt: eta.at }), exception({ kind: 'hold', reason: 'x_ray' })];
    const past = [estimate({ reason: 'port_congestion', standing: 'superseded' })];
    expect(delayReason({ arrived: null, eta, exceptions: over }, past)).toBeNull();
    expect(
      delayReason({ arrived: eta, eta, exceptions: [exception({})] }, [estimate({ reason: 'weather' })]),
    ).toBeNull();
  });
});
