import { type Goods, measure } from '#lib/emulator/world/commercial-records.ts';
import type { Freight } from '#lib/emulator/world/freight.ts';
import { type Json, quantity } from './parts.ts';
import { productRef } from './product.ts';

/** The goods of a shipment or of one of its containers: empty until the commercial invoices have been entered. */
export function itemsOf({ digitised, goods }: Freight, which: (one: Goods) => boolean = () => true): Json[] {
  if (!digitised) return [];
  const byLine = Map.groupBy(goods.filter(which), ({ line }) => line);
  return [...byLine].map(([line, parts]) => {
    const { units, kg, cbm } = measure(parts);
    return {
      _object: '/shipment_item',
      id: line.id,
      total_units: units,
      total_weight: quantity('weight', kg, 'kg'),
      total_volume: quantity('volume', cbm, 'cbm'),
      purchase_order_number: parts[0]?.order.number ?? null,
      product: productRef(line.product),
    };
  });
}
