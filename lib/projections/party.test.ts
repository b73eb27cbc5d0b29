import { describe, expect, it } from 'vitest';
import { InMemory, idOf } from '#tests/support/in-memory.ts';
import { reportedEvent } from '#tests/support/normalised-events.ts';
import { at } from '#tests/support/shipment-rows.ts';

const day = (number: number) => `2026-03-0${number}T08:00:00.000Z`;

describe('a party', () => {
  it('has its stated fields', () => {
    const kept = new InMemory();
    const facts = {
      type: 'carrier',
      name: 'Tallgrass',
      status: 'ACTIVE',
      scac: 'TGML',
      mcNumber: '884512',
      dotNumber: '99',
      email: 'ops@tallgrass.example',
      phone: '1',
      place: at('Joliet, IL', { country: 'US' }),
      reference: 'CAR-1',
    };
    kept.apply(reportedEvent(day(1), { kind: 'party', party: 'p1', fields: facts }));
    kept.apply(reportedEvent(day(2), { kind: 'party', party: 'p1', fields: { removed: true } }));
    kept.apply(reportedEvent(day(3), { kind: 'party', party: 'p1', fields: { phone: '1' } }));
    expect(kept.row('parties')).toEqual({
      id: idOf('party', 'p1'),
      provider: 'test',
      externalId: 'p1',
      ...facts,
      removed: true,
      reportedAt: day(3),
    });
  });

  it('without fields exists', () => {
    const kept = new InMemory();
    kept.apply(reportedEvent(day(1), { kind: 'party', party: 'p1', fields: {} }));
    expect(kept.row('parties')).toMatchObject({
      type: null,
      name: null,
      status: null,
      scac: null,
      mcNumber: null,
      dotNumber: null,
      email: null,
      phone: null,
      place: null,
      reference: null,
      removed: false,
    });
  });
});
