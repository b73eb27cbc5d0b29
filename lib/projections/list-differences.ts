import type { EffectPart } from '#lib/model/effect.ts';
import type { Difference, RowOf } from './projection.ts';

type Item = RowOf<'shipmentItems'>;
/** An item as it is shown. */
export const itemOf = ({ sku, product, poNumber, units }: Item) => ({ sku, product, poNumber, units });

/** Goods by name, since their keys are positions: they move up when others are taken off, and to a container when they are packed. */
export const goodsOf = ({ sku, product, poNumber }: Item): string => JSON.stringify([sku, product, poNumber]);

/** Additions to a list and what was taken off it. `nameOf`: by what an element is the same, if that is not its key. */
export function ofList<Row>(
  before: ReadonlyMap<string, Row> | undefined,
  after: ReadonlyMap<string, Row> | undefined,
  part: EffectPart,
  shown: (row: Row) => object,
  nameOf?: (row: Row) => string,
): Difference[] {
  const namesIn = (rows: ReadonlyMap<string, Row> | undefined) =>
    new Set([...(rows ?? [])].map(([key, row]) => nameOf?.(row) ?? key));
  const [was, is] = [namesIn(before), namesIn(after)];
  const added = [...(after ?? [])].filter(([key, row]) => !before?.has(key) || !was.has(nameOf?.(row) ?? key));
  const removed = [...(before ?? [])].filter(([key, row]) => !is.has(nameOf?.(row) ?? key));
  return [
    ...added.map(([, row]) => ({ part, field: 'added', before: null, after: shown(row) })),
    ...removed.map(([, row]) => ({ part, field: 'removed', before: shown(row), after: null })),
  ];
}
