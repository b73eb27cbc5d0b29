import type { Paper } from '#lib/emulator/world/load.ts';

/** Cents that are lost in fractions do not count as owed. */
const NOTHING = 0.005;

const cents = (amount: number) => Math.round(amount * 100) / 100;

/** What a payment leaves behind in the invoice or bill that it is for: less is owed, and its status is `part` or PAID. */
export function credit(due: Paper, payment: Paper, part: string): void {
  const { totalAmount, paymentDate, paymentMethodType, reference, createdAt } = payment;
  const amountPaid = cents(Number(due.amountPaid) + Number(totalAmount));
  const amountOwed = Math.max(0, cents(Number(due.amount) - amountPaid));
  const line = { id: payment.id, paymentGroupId: payment.id, amount: totalAmount, paymentDate };
  const payments = [...(due.payments as Paper[]), { ...line, reference, paymentMethodType }];
  const status = amountOwed < NOTHING ? 'PAID' : part;
  Object.assign(due, { amountPaid, amountOwed, payments, status, updatedAt: createdAt });
}
