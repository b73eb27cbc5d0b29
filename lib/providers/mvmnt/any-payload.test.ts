import fc from 'fast-check';
import { describe, it } from 'vitest';
import { Unreadable } from '#lib/errors.ts';
import { changeSchema } from '#lib/model/change.ts';
import { eventMap } from './event-map.ts';
import { normalise } from './normalise.ts';

const event = (type: string, data: unknown) => ({
  type,
  key: 'the-key',
  raw: { event: type, timestamp: '2026-03-12T10:42:04-06:00', data },
});

describe('any payload', () => {
  const leaf = fc.constantFrom(
    ...[null, true, -1, 7, 1e300, '', '\u0000', 'DELIVERED', 'CANCELED', 'ACTIVE', 'TL', '91.5', 'id-1', 'id-2'],
    ...['2026-03-11', '2026-03-11T10:00:00Z', '2026-13-45', 'Reno', 'USA'],
  );
  const names = [
    'id',
    'shipmentId',
    'key',
    'status',
    'name',
    'type',
    'value',
    'mode',
    'city',
    'country',
    'latitude',
    'address',
  ];
  const parts = [
    'stops',
    'orders',
    'loads',
    'carriers',
    'carrier',
    'customer',
    'references',
    'freight',
    'shipment',
    'tags',
  ];
  const times = ['requestedStartDate', 'actualArrival', 'actualDeparture', 'pickedUpAt', 'deliveredAt', 'bookedAt'];
  const figures = ['weight', 'volume', 'handlingUnitQuantity', 'sequence', 'orderStopId', 'shipmentIds'];
  const finance = [
    'amount',
    'amountOwed',
    'currency',
    'applications',
    'bills',
    'billId',
    'invoiceId',
    'fileSize',
    'dueDate',
  ];
  const { data } = fc.letrec((tie) => ({
    data: fc.dictionary(
      fc.constantFrom(...names, ...parts, ...times, ...figures, ...finance),
      fc.oneof({ maxDepth: 3 }, leaf, tie('data'), fc.array(tie('data'), { maxLength: 3 })),
      { maxKeys: 8 },
    ),
  }));

  it('gives valid changes, is ignored, or is unreadable: never a fault', () => {
    const types = fc.constantFrom(...eventMap.keys());
    const check = (type: string, payload: unknown) => {
      try {
        const outcome = normalise(event(type, payload));
        if (outcome.outcome === 'changes') for (const change of outcome.changes) changeSchema.parse(change);
      } catch (thrown) {
        if (!(thrown instanceof Unreadable)) throw thrown;
      }
    };
    fc.assert(fc.property(types, data, check), { numRuns: 400 });
  });
});
