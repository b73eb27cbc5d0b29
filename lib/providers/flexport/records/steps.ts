import type { StepCode } from '#lib/model/record.ts';
import type { RecordKind } from './record.ts';

type Rows = readonly (readonly [RegExp, StepCode])[];

/**
 * The steps by the second half of an event's name. Names of these groups are not all published, so the first matching row counts,
 * and a name without one is an update. Only whole words match: `unarchived` is not `archived`.
 */
const ROWS: Readonly<Record<RecordKind, Rows>> = {
  invoice: [
    [/(^|_)payment_made$/, 'PAYMENT_MADE'],
    [/(^|_)payment_failed$/, 'PAYMENT_FAILED'],
    [/(^|_)due_date_adjusted$/, 'DUE_DATE_ADJUSTED'],
    [/(^|_)credit_applied$/, 'CREDIT_APPLIED'],
    [/(^|_)refund_applied$/, 'REFUND_APPLIED'],
    [/(^|_)voided$/, 'VOIDED'],
    [/(^|_)(shared|issued|created)$/, 'ISSUED'],
  ],
  commercial_invoice: [
    [/(^|_)(created|digitized)$/, 'CREATED'],
    [/(^|_)archived$/, 'ARCHIVED'],
    [/(^|_)(deleted|removed)$/, 'REMOVED'],
  ],
  document: [
    [/(^|_)(created|uploaded|added|shared)$/, 'UPLOADED'],
    [/(^|_)archived$/, 'ARCHIVED'],
    [/(^|_)(deleted|removed)$/, 'REMOVED'],
  ],
  purchase_order: [
    [/(^|_)created$/, 'CREATED'],
    [/(^|_)acknowledged$/, 'ACKNOWLEDGED'],
    [/(^|_)archived$/, 'ARCHIVED'],
    [/(^|_)cancell?ed$/, 'CANCELLED'],
    [/(^|_)(deleted|removed)$/, 'REMOVED'],
  ],
  product: [
    [/(^|_)created$/, 'CREATED'],
    [/(^|_)archived$/, 'ARCHIVED'],
    [/(^|_)(deleted|removed)$/, 'REMOVED'],
  ],
  booking: [
    [/(^|_)created$/, 'CREATED'],
    [/(^|_)submitted$/, 'SUBMITTED'],
    [/(^|_)(confirmed|booked)$/, 'CONFIRMED'],
    [/(^|_)amended$/, 'AMENDED'],
    [/(^|_)cancell?ed$/, 'CANCELLED'],
    [/(^|_)archived$/, 'ARCHIVED'],
    [/(^|_)(deleted|removed)$/, 'REMOVED'],
  ],
};

/** The step of an event's name; the name is kept as a note if it is more specific than the step. */
export function stepOf(recordKind: RecordKind, event: string): { code: StepCode; note?: string } {
  const code = ROWS[recordKind].find(([pattern]) => pattern.test(event))?.[1];
  if (code) return { code };
  return /(^|_)updated$/.test(event) ? { code: 'UPDATED' } : { code: 'UPDATED', note: event };
}
