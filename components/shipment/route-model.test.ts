import { expect, it } from 'vitest';
import type { LegRow, ShipmentDetail, TimelineEntry } from '#db/queries/shipments.ts';
import { layRoute } from './route-model.ts';

const place = (name: string) => ({ name, country: null, unlocode: null, timeZone: null });

function truck(id: string): LegRow {
  return {
    id,
    mode: 'truck',
    origin: place('Factory'),
    destination: place('Port'),
    vesselName: null,
    voyage: null,
    carrierName: null,
  } as LegRow;
}

function claim(legId: string, code: 'DEPARTED' | 'ARRIVED', classifier: 'EST' | 'ACT', day: string): TimelineEntry {
  return {
    legId,
    code,
    classifier,
    occurredAt: `${day}T12:00:00.000Z`,
    standing: 'current',
    containerId: null,
  } as TimelineEntry;
}

const shipment = { legs: [truck('1'), truck('2'), truck('3')] } as ShipmentDetail;

it('draws parallel trucks as one hop, departed with the first and arrived with the last', () => {
  const gone = [claim('2', 'DEPARTED', 'ACT', '2026-03-02'), claim('1', 'DEPARTED', 'ACT', '2026-03-01')];
  const there = [claim('1', 'ARRIVED', 'ACT', '2026-03-03'), claim('2', 'ARRIVED', 'ACT', '2026-03-04')];
  const [from, to, ...others] = layRoute(shipment, [...gone, ...there, claim('3', 'ARRIVED', 'EST', '2026-03-09')]);
  expect(others).toEqual([]);
  expect(from?.onward).toMatchObject({ legs: 3, state: 'moving' });
  expect(from?.stop.departure?.occurredAt).toBe('2026-03-01T12:00:00.000Z');
  expect(to?.stop.arrival).toMatchObject({ classifier: 'EST', legId: '3' });
  const all = layRoute(shipment, [...there, claim('3', 'ARRIVED', 'ACT', '2026-03-08')]);
  expect(all.at(-1)?.stop.arrival?.legId).toBe('3');
  expect(all[0]?.onward?.state).toBe('done');
});
