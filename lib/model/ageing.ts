import { daysApart } from './lateness.ts';

/** Ageing buckets of open invoices, in days overdue. */
export const AGEING = ['not_due', '1-30', '31-60', '61-90', '90+'] as const;
export type Ageing = (typeof AGEING)[number];

/** Statuses with an open balance. */
export const OPEN_INVOICES = ['outstanding', 'payment_pending', 'partly_paid'] as const;

/** Days ahead within which an invoice is due soon. */
export const SOON_DAYS = 7;

/** The day that is `days` before another, both YYYY-MM-DD. */
export function daysBefore(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - days * 86_400_000).toISOString().slice(0, 10);
}

/** The ageing bucket of an invoice by its due date, on a given day; without a valid due date it is not overdue. */
export function ageingOf(dueOn: string | null, today: string): Ageing {
  const days = dueOn === null ? 0 : daysApart(dueOn, today);
  if (!(days > 0)) return 'not_due';
  return days <= 30 ? '1-30' : days <= 60 ? '31-60' : days <= 90 ? '61-90' : '90+';
}
