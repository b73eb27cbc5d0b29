import type { BrokerRecord } from '#lib/emulator/world/load.ts';

/** Rounding differences of some cents do not count as owed. */
const NOTHING = 0.005;

const cents = (amount: number) => Math.round(amount * 100) / 100;

/** Applies a payment to its invoice or bill: reduces the amount owed and sets the status to `part` or PAID. */
export function credit(due: BrokerRecord, payment: BrokerRecord, part: string): void {
  const { totalAmount, paymentDate, paymentMethodType, reference, createdAt } = payment;
  const amountPaid = cents(Number(due.amountPaid) + Number(totalAmount));
  const amountOwed = Math.max(0, cents(Number(due.amount) - amountPaid));
  const line = { id: payment.id, paymentGroupId: payment.id, amount: totalAmount, paymentDate };
  const payments = [...(due.payments as BrokerRecord[]), { ...line, reference, paymentMethodType }];
  const status = amountOwed < NOTHING ? 'PAID' : part;
  Object.assign(due, { amountPaid, amountOwed, payments, status, updatedAt: createdAt });
}
