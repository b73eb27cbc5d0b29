import { describe, expect, it } from 'vitest';
import { partId } from '#lib/model/identity.ts';
import type { Item } from '#lib/model/shipment.ts';
import { InMemory, idOf } from '#tests/support/in-memory.ts';
import { reportedEvent } from '#tests/support/normalised-events.ts';

/** The goods of a shipment that lists some itself and some by container. */
function goods(listed: Item[], ...packed: Item[][]) {
  const kept = new InMemory();
  const containers = packed.map((items, at) => {
    return { kind: 'container', shipment: 'S', container: `c${at + 1}`, fields: { items } } as const;
  });
  kept.apply(
    reportedEvent(
      '2026-03-01T08:00:00.000Z',
      { kind: 'shipment', shipment: 'S', fields: { items: listed } },
      ...containers,
    ),
  );
  return kept.rows('shipmentItems');
}

/** Id and units of each. */
const units = (rows: ReturnType<typeof goods>) => Object.fromEntries(rows.map(({ id, units: count }) => [id, count]));

const chairs = (count?: number): Item => ({
  sku: 'CHAIR',
  product: 'Oak chair',
  poNumber: 'PO 77',
  ...(count !== undefined && { units: count }),
});

describe('goods', () => {
  it('have their stated fields, and the order number normalised to letters and digits', () => {
    const weight = { value: '9000', unit: 'kg' };
    const volume = { value: '30', unit: 'cbm' };
    const shipmentId = idOf('shipment', 'S');
    expect(goods([{ product: 'Glue' }], [{ ...chairs(40), weight, volume }])).toEqual([
      {
        shipmentId,
        id: 'c1|1',
        containerId: partId(shipmentId, 'container', 'c1'),
        sku: 'CHAIR',
        product: 'Oak chair',
        poNumber: 'PO 77',
        poSearchable: 'PO77',
        units: 40,
        weight,
        volume,
      },
      {
        shipmentId,
        id: '|1',
        containerId: null,
        sku: null,
        product: 'Glue',
        poNumber: null,
        poSearchable: null,
        units: null,
        weight: null,
        volume: null,
      },
    ]);
  });

  it.each<[string, Item[], Item[][], Record<string, number | null>]>([
    ['that all are in a container are not loose', [chairs(40)], [[chairs(40)]], { 'c1|1': 40 }],
    [
      'are loose if no container has them',
      [chairs(40)],
      [[chairs(15)], [chairs(5)]],
      { 'c1|1': 15, 'c2|1': 5, '|1': 20 },
    ],
    [
      'of a second line are loose if the first takes all packed units',
      [chairs(40), chairs(5)],
      [[chairs(40)]],
      { 'c1|1': 40, '|2': 5 },
    ],
    ['of two lines share the packed units', [chairs(30), chairs(20)], [[chairs(40)]], { 'c1|1': 40, '|2': 10 }],
    ['without a number are packed', [chairs()], [[chairs(15)]], { 'c1|1': 15 }],
    [
      'without a number are packed although no packed units are left',
      [chairs(15), chairs()],
      [[chairs(15)]],
      { 'c1|1': 15 },
    ],
    ['are packed if their container does not state units', [chairs(400)], [[chairs()]], { 'c1|1': null }],
    ['with more packed than listed units leave no loose ones', [chairs(10)], [[chairs(15)]], { 'c1|1': 15 }],
    ['of another order are separate', [chairs(4)], [[{ ...chairs(4), poNumber: 'PO 78' }]], { 'c1|1': 4, '|1': 4 }],
    ['of another SKU are separate', [chairs(4)], [[{ ...chairs(4), sku: 'DESK' }]], { 'c1|1': 4, '|1': 4 }],
    ['of one SKU are the same, under any name', [chairs(4)], [[{ ...chairs(4), product: 'Chair' }]], { 'c1|1': 4 }],
    [
      'without SKU are distinguished by name',
      [{ product: 'Glue', units: 4 }],
      [[{ product: 'Paint', units: 4 }]],
      { 'c1|1': 4, '|1': 4 },
    ],
    [
      'without SKU are the same by name',
      [{ product: 'Glue', units: 4 }],
      [[{ product: 'Glue', units: 4 }]],
      { 'c1|1': 4 },
    ],
  ])('%s', (_what, listed, packed, expected) => {
    expect(units(goods(listed, ...packed))).toEqual(expected);
  });

  it('of a second line have all stated fields', () => {
    const weight = { value: '9', unit: 'kg' };
    const [, loose] = goods([chairs(40), { ...chairs(5), weight }], [chairs(40)]);
    expect(loose).toMatchObject({ id: '|2', units: 5, weight });
  });

  it('of which a part is loose have no weight and volume', () => {
    const heavy = { ...chairs(40), weight: { value: '9', unit: 'kg' }, volume: { value: '3', unit: 'cbm' } };
    const [, loose] = goods([heavy], [chairs(15)]);
    expect(loose).toMatchObject({
      units: 25,
      sku: 'CHAIR',
      product: 'Oak chair',
      poNumber: 'PO 77',
      weight: null,
      volume: null,
    });
  });
});
