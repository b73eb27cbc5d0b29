import type { InvoiceDetail } from '#db/queries/invoice.ts';
import { STEPS } from '#lib/model/record.ts';
import { dayOf } from '#lib/model/time.ts';
import { useWords } from '#words';
import { Amount } from '../money/amount.tsx';
import { PartsTable, PHONE } from '../record/parts-table.tsx';
import { Nothing } from '../record/section.tsx';

const MONEY_STEPS: readonly string[] = ['PAYMENT_MADE', 'PAYMENT_FAILED', 'CREDIT_APPLIED', 'REFUND_APPLIED'];

export function Payments({ invoice }: { invoice: InvoiceDetail }) {
  const { t, day } = useWords();
  const { steps, credits } = invoice;
  const rows = [
    ...steps
      .filter(({ code }) => MONEY_STEPS.includes(code))
      .map(({ id, code, occurredText, amount, note }) => ({
        key: id,
        what: STEPS[code] as string,
        on: occurredText,
        amount,
        note,
      })),
    ...(credits ?? []).map(({ amount, reason, at }, place) => ({
      key: `credit:${place}`,
      what: 'Credit',
      on: at ?? null,
      amount,
      note: reason ?? null,
    })),
  ];
  if (rows.length === 0) return <Nothing>{t('No payments or credits.')}</Nothing>;
  return (
    <PartsTable
      label={t('Payments and credits')}
      rows={rows.map(({ key, what, on, amount, note }) => ({
        key,
        parts: [
          { head: 'What', phone: PHONE.name, value: t(what) },
          {
            head: 'When',
            phone: PHONE.below,
            value: on ? day(dayOf({ text: on, at: on })) : <span className="text-faint">{t('Not stated')}</span>,
          },
          { head: 'Note', phone: PHONE.below, value: note && <span className="text-dim">{note}</span> },
          {
            head: 'Amount',
            align: 'right',
            phone: 'max-md:col-start-2 max-md:row-start-1',
            value: <Amount amount={amount?.amount ?? null} currency={amount?.currency ?? null} />,
          },
        ],
      }))}
    />
  );
}
