import { describe, expect, it } from 'vitest';
import type { Change } from '#lib/model/change.ts';
import { at, happened, leg, shown } from '#tests/support/shipment-rows.ts';

const FACTORY = at('Factory', { country: 'CN' });
const YANTIAN = at('Yantian', { country: 'CN', unlocode: 'CNYTN' });
const ANGELES = at('Los Angeles', { country: 'US', unlocode: 'USLAX' });

const HAUL = leg('haul', 'truck', [FACTORY, YANTIAN]);
const SHIP = leg('ship', 'ocean', [YANTIAN, ANGELES]);
const appointment = happened('APPOINTMENT_SCHEDULED', '2026-01-02', { leg: 'haul', classifier: 'PLN' });
const arrival = happened('ARRIVED', '2026-02-01', { leg: 'ship', classifier: 'EST' });
const fact = (code: 'DEPARTED' | 'ARRIVED', of: string) => happened(code, '2026-01-03', { leg: of });

function nextOf(...changes: readonly Change[]) {
  const { row } = shown([...HAUL, ...SHIP, appointment, arrival, ...changes]);
  return row.nextMilestone;
}

describe('the next milestone', () => {
  it('is the earliest expected one', () => {
    expect(nextOf()).toBe('APPOINTMENT_SCHEDULED');
    expect(nextOf(fact('DEPARTED', 'haul'))).toBe('APPOINTMENT_SCHEDULED');
  });

  it('is not on a completed leg, nor before a leg that has started, whatever is missing', () => {
    expect(nextOf(happened('DELIVERY_COMPLETED', '2026-01-03', { leg: 'haul' }))).toBe('ARRIVED');
    expect(nextOf(fact('DEPARTED', 'ship'))).toBe('ARRIVED');
  });

  it('is none of a shipment that is delivered as a whole or cancelled, although its legs were not reported', () => {
    expect(nextOf(happened('DELIVERED', '2026-01-03'))).toBeNull();
    const status = { text: 'CANCELED', stage: 'cancelled' } as const;
    expect(nextOf({ kind: 'shipment', shipment: 'S', fields: { reportedStatus: status } })).toBeNull();
  });

  it('may be on a truck parallel to another', () => {
    const second = leg('second', 'truck', [FACTORY, YANTIAN]);
    const later = happened('ARRIVED', '2026-01-05', { leg: 'haul', classifier: 'EST' });
    expect(nextOf(...second, later, fact('ARRIVED', 'second'))).toBe('APPOINTMENT_SCHEDULED');
  });
});
