import type { Item } from '#lib/model/shipment.ts';
import { type Fields, stated, textOf } from '../read.ts';
import { countOf, measureOf, nameOf, partOf } from './values.ts';

type Listed = { items: readonly Fields[]; allItems: boolean };

/** The cargo of a shipment or container, as a whole or in part. Nothing for an empty list, which means not stated yet. */
export function cargoOf({ items, allItems }: Listed): { items?: Item[]; itemsPart?: Item[] } {
  const listed = items.map(itemOf).filter((item) => Object.keys(item).length > 0);
  if (listed.length === 0) return {};
  return allItems ? { items: listed } : { itemsPart: listed };
}

function itemOf(item: Fields): Item {
  return stated<Item>({
    sku: textOf(partOf(item.product).sku) ?? textOf(item.sku),
    product: nameOf(item.product) ?? textOf(item.product_name),
    poNumber: textOf(item.purchase_order_number),
    units: countOf(item.total_units) ?? countOf(item.units),
    weight: measureOf(item.total_weight),
    volume: measureOf(item.total_volume),
  });
}
