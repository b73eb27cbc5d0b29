import type { Transaction } from '#db/client.ts';
import type { ExceptionType, Severity } from '#lib/model/exception.ts';
import type { NoticeSchedule } from '#lib/model/notice-schedule.ts';
import { DEFAULT_HOLD_MINUTES } from '#lib/model/rule-trigger.ts';
import { loadFollowedFilters } from '../followed/load-filters.ts';
import type { RuleFilter } from '../rule-filter.ts';

/** Of which shipments, and from which severity on. */
export type ExceptionFilter = RuleFilter & {
  severity: Severity;
  /** It tells nothing from before, ISO 8601 UTC. */
  appliesFrom: string;
};

/** What a recipient is told of exceptions, as far as it decides that. */
export type ExceptionRule = {
  /** An exception that matches one of them is told. */
  filters: readonly ExceptionFilter[];
  /** Null for all. */
  exceptionTypes: readonly ExceptionType[] | null;
  ownedOnly: boolean;
  holdMinutes: number;
  /** The address of a person, or what stands for another recipient. */
  target: string;
};

/** The same as it is stored. */
export type ExceptionRecipient = ExceptionRule & Pick<NoticeSchedule, 'cadence' | 'timeZone'> & { id: string };

/**
 * The recipients who may be told of exceptions of some shipments, or of what belongs to none: those of the enabled rules of admins, and
 * who watches. With `ids` only those, whatever the state of their rule.
 */
export async function loadExceptionRecipients(
  tx: Transaction,
  shipmentIds: readonly string[],
  ids?: readonly string[],
): Promise<ExceptionRecipient[]> {
  const which = ids
    ? tx`recipient.id = any(${[...ids]}::uuid[])`
    : tx`enabled and rule.removed_at is null and recipient.removed_at is null`;
  const rows = await tx<Row[]>`
    select "hasWatchers", recipient.*
    from (select exists (select from subscriptions where severity is not null) as "hasWatchers") as others left join (
      select recipient.id, severity, exception_types as "exceptionTypes", owned_only as "ownedOnly", hold_minutes as "holdMinutes", customer,
        provider, shipment_id as "shipmentId", lower(target) as target, cadence, time_zone as "timeZone",
        greatest(applies_from, recipient.created_at) as "appliesFrom"
      from notification_rules as rule join rule_recipients as recipient on recipient.rule_id = rule.id
      where trigger = 'exception' and origin = 'admin' and ${which}) as recipient on true`;
  const named = rows.flatMap(recipientOf);
  if (!rows[0]?.hasWatchers) return named;
  const watching = await loadWatching(tx, shipmentIds);
  return [...named, ...watching.filter(({ id }) => ids === undefined || ids.includes(id))];
}

/** Without a recipient there is one row without an id. */
type Row = Omit<ExceptionRecipient, 'id' | 'filters'> &
  Omit<ExceptionFilter, 'appliesFrom'> & { id: string | null; appliesFrom: Date; hasWatchers: boolean };

function recipientOf({ hasWatchers: _, id, ...row }: Row): ExceptionRecipient[] {
  const { severity, customer, provider, shipmentId, appliesFrom, ...rule } = row;
  if (id === null) return [];
  const filter = { severity, customer, provider, shipmentId, appliesFrom: appliesFrom.toISOString() };
  return [{ ...rule, id, filters: [filter] }];
}

/** Those who watch with a severity. */
async function loadWatching(tx: Transaction, shipmentIds: readonly string[]): Promise<ExceptionRecipient[]> {
  const filters = (await loadFollowedFilters(tx, shipmentIds, true)).flatMap(({ severity, createdAt, ...filter }) =>
    severity === null ? [] : [{ ...filter, severity, appliesFrom: createdAt }],
  );
  const byRecipient = Map.groupBy(filters, ({ recipientId }) => recipientId);
  return [...byRecipient].map(([id, own]) => ({ id, filters: own, target: own[0]?.target ?? '', ...WATCHED }));
}

const WATCHED = {
  exceptionTypes: null,
  ownedOnly: false,
  holdMinutes: DEFAULT_HOLD_MINUTES,
  cadence: 'at_once',
  timeZone: 'UTC',
} as const;
