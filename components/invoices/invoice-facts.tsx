import type { InvoiceDetail } from '#db/queries/invoice.ts';
import type { Words } from '#lib/model/language.ts';
import { Amount } from '../money/amount.tsx';
import { Due } from '../record/due.tsx';
import type { Fact } from '../record/facts.tsx';
import { sideText } from './side-labels.ts';

export function invoiceFacts(invoice: InvoiceDetail, { t, day }: Words): Fact[] {
  const { currency, total, balance, credited, issuedOn, dueOn, ageing } = invoice;
  const money = (amount: string | null, className = '') =>
    amount !== null && <Amount amount={amount} currency={currency} className={className} />;
  return [
    { term: 'Total', field: 'total', value: money(total) || null },
    { term: 'Balance', field: 'balance', value: money(balance, ageing ? 'font-semibold' : '') || null },
    { term: 'Credited', field: 'credits', value: money(credited ?? '0') },
    { term: 'Due', field: 'dueOn', value: dueOn && <Due day={dueOn} open={ageing !== null} word="overdue" soon={7} /> },
    { term: 'Issued¦day', field: 'issuedOn', value: issuedOn && day(issuedOn) },
    { term: 'Side', value: t(sideText(invoice.kind)) },
    { term: 'From', field: 'issuer', value: invoice.issuer },
    { term: 'To¦invoice', field: 'recipient', value: invoice.recipient },
    { term: 'Incoterm', field: 'incoterm', value: invoice.incoterm },
    { term: 'Notes', field: 'notes', value: invoice.notes, wide: true },
  ];
}
