import type { Ageing } from '#lib/model/ageing.ts';

/** The labels of the ageing buckets of open balances. */
export const AGEING_LABELS: Readonly<Record<Ageing, string>> = {
  not_due: 'Not due',
  '1-30': '1–30 d overdue',
  '31-60': '31–60 d overdue',
  '61-90': '61–90 d overdue',
  '90+': 'Over 90 d overdue',
};
