import type { ItemRow } from '#db/queries/containers.ts';
import { useWords } from '#words';
import { QuantityText } from '../personal/quantity.tsx';
import { PartsTable, PHONE } from '../record/parts-table.tsx';
import { Nothing } from '../record/section.tsx';

export function ContainerGoods({ goods }: { goods: readonly ItemRow[] }) {
  const { t, number } = useWords();
  if (goods.length === 0) return <Nothing>{t('Contents not stated.')}</Nothing>;
  return (
    <PartsTable
      label={t('Cargo')}
      rows={goods.map(({ id, sku, product, poNumber, units, weight }) => ({
        key: id,
        parts: [
          { head: 'SKU', phone: PHONE.name, value: <span className="mono">{sku ?? '–'}</span> },
          { head: 'Product', phone: PHONE.below, value: product ?? '–' },
          { head: 'Order¦purchase', value: <span className="mono">{poNumber ?? '–'}</span> },
          {
            head: 'Units',
            align: 'right',
            phone: 'max-md:col-start-2 max-md:row-start-1',
            value: units === null ? '–' : number(units),
          },
          { head: 'Weight', align: 'right', value: weight ? <QuantityText quantity={weight} /> : '–' },
        ],
      }))}
    />
  );
}
