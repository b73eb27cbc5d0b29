import type { Transaction } from '#db/client.ts';
import type { ExceptionType, Severity } from '#lib/model/exception.ts';
import type { NoticeSchedule } from '#lib/model/notice-schedule.ts';
import type { RuleFilter } from '../rule-filter.ts';

/** A rule with the trigger `exception`, as far as it decides what is told. */
export type ExceptionRule = RuleFilter & {
  severity: Severity;
  /** Null for all. */
  exceptionTypes: readonly ExceptionType[] | null;
  ownedOnly: boolean;
  holdMinutes: number;
  /** The address of a person, or what stands for another recipient. */
  target: string;
  /** It tells nothing from before, ISO 8601 UTC. */
  appliesFrom: string;
};

/** The same as it is stored. */
export type StoredExceptionRule = ExceptionRule & Pick<NoticeSchedule, 'cadence' | 'timeZone'> & { id: string };

/** The enabled rules of admins that tell of exceptions, or those of some ids whatever their state. */
export async function loadExceptionRules(tx: Transaction, ids?: readonly string[]): Promise<StoredExceptionRule[]> {
  const which = ids ? tx`id = any(${[...ids]}::uuid[])` : tx`enabled and removed_at is null`;
  const rows = await tx<(Omit<StoredExceptionRule, 'appliesFrom'> & { appliesFrom: Date })[]>`
    select id, severity, exception_types as "exceptionTypes", owned_only as "ownedOnly", hold_minutes as "holdMinutes", customer, provider,
      shipment_id as "shipmentId", lower(target) as target, cadence, time_zone as "timeZone", applies_from as "appliesFrom"
    from notification_rules where trigger = 'exception' and watched_by is null and ${which}`;
  return rows.map((rule) => ({ ...rule, appliesFrom: rule.appliesFrom.toISOString() }));
}
