import type { InvoiceDetail, InvoiceLineRow } from '#db/queries/invoice.ts';
import type { Words } from '#lib/model/language.ts';
import { decimalText } from '#lib/words/money-text.ts';
import { useWords } from '#words';
import { Amount } from '../money/amount.tsx';
import { PartsTable, PHONE } from '../record/parts-table.tsx';
import { Nothing } from '../record/section.tsx';
import { inWords } from '../shipments/words.ts';

/** The lines of an invoice, grouped by category, and its stated total. */
export function InvoiceLines({ invoice }: { invoice: InvoiceDetail }) {
  const words = useWords();
  const { t } = words;
  if (invoice.lines.length === 0) return <Nothing>{t('No line items.')}</Nothing>;
  const categories = [...new Set(invoice.lines.map(({ category }) => category))];
  const lines = categories.flatMap((category) => invoice.lines.filter((line) => line.category === category));
  return (
    <PartsTable
      label={t('Lines')}
      rows={lines.map((line) => ({
        key: String(line.position),
        parts: [
          { head: 'Charge', phone: PHONE.name, value: line.name },
          {
            head: 'Category',
            phone: PHONE.below,
            value: <span className="text-dim">{t(inWords(line.category ?? 'other'))}</span>,
          },
          { head: 'Applies to', value: subjectText(line) },
          { head: 'Quantity', align: 'right', value: quantity(line, words) },
          {
            head: 'Rate',
            align: 'right',
            value: <Amount amount={line.rate?.amount ?? null} currency={line.rate?.currency ?? null} />,
          },
          {
            head: 'Amount',
            align: 'right',
            phone: 'max-md:order-first max-md:col-start-2 max-md:row-start-1',
            value: <Amount amount={line.amount?.amount ?? null} currency={line.amount?.currency ?? null} />,
          },
        ],
      }))}
      foot={
        <p className="flex justify-end gap-6 px-4 py-2 font-medium lg:px-6">
          <span className="text-dim">{t('Invoice total')}</span>
          <Amount amount={invoice.total} currency={invoice.currency} />
        </p>
      }
    />
  );
}

function quantity({ quantity: text }: InvoiceLineRow, words: Words): string {
  if (text === null) return '–';
  return /^-?\d+(\.\d+)?$/.test(text) ? decimalText(text, 0, words) : text;
}

function subjectText({ container, poNumber, sku }: InvoiceLineRow) {
  const names = [container, poNumber, sku].filter(Boolean);
  return names.length > 0 ? <span className="mono">{names.join(', ')}</span> : <span className="text-faint">–</span>;
}
