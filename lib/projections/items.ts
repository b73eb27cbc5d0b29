import { bounded } from '#lib/model/bounded.ts';
import { partId } from '#lib/model/identity.ts';
import { searchable } from '#lib/model/reference.ts';
import type { Item } from '#lib/model/shipment.ts';
import { type ClaimHistory, fieldsOf, type Ledger, partsOf } from './ledger.ts';
import { listWithParts } from './list-with-parts.ts';
import type { RowOf } from './projection.ts';

/**
 * The cargo of each container, and the part of the cargo listed at shipment level that is in no container: sources list the same
 * cargo in both places.
 */
export function itemRows(shipmentId: string, ledger: Ledger): Map<string, RowOf<'shipmentItems'>> {
  const rows = new Map<string, RowOf<'shipmentItems'>>();
  const add = (container: string, items: readonly (Item | null)[]) => {
    const containerId = container === '' ? null : partId(shipmentId, 'container', container);
    for (const [at, item] of items.entries()) {
      if (!item) continue;
      const id = `${container}|${at + 1}`;
      const { product = null, poNumber = null, units = null, weight = null, volume = null } = item;
      const sku = item.sku === undefined ? null : bounded(item.sku);
      const poSearchable = poNumber === null ? null : searchable(bounded(poNumber));
      rows.set(id, { shipmentId, id, containerId, sku, product, poNumber, poSearchable, units, weight, volume });
    }
  };
  const itemsIn = (histories: ReadonlyMap<string, ClaimHistory>) => listWithParts(ledger, histories, 'items', goodsOf);
  const packed: Item[] = [];
  for (const [container, histories] of partsOf(ledger, 'containers')) {
    const items = itemsIn(histories);
    add(container, items);
    for (const item of items) packed.push(item);
  }
  add('', withoutPacked(itemsIn(fieldsOf(ledger)), packed));
  return rows;
}

/** An item minus the units packed in containers; null if none are left. An item without units counts as packed completely. */
function withoutPacked(items: readonly Item[], packed: readonly Item[]): (Item | null)[] {
  const left = new Map<string, number>();
  for (const item of packed) {
    const goods = goodsOf(item);
    left.set(goods, (left.get(goods) ?? 0) + (item.units ?? Number.POSITIVE_INFINITY));
  }
  return items.map((item) => {
    const { sku, product, poNumber, units = 0 } = item;
    const held = left.get(goodsOf(item));
    if (held === undefined || (held === 0 && units > 0)) return item;
    left.set(goodsOf(item), Math.max(held - units, 0));
    return units > held ? { sku, product, poNumber, units: units - held } : null;
  });
}

/** The key by which items of both lists are matched. */
function goodsOf({ sku, product, poNumber }: Item): string {
  return JSON.stringify([sku ?? product, poNumber]);
}
