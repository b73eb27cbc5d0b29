import type { Sql, Transaction } from '#db/client.ts';
import type { CaseRow } from '#lib/exceptions/rows.ts';
import type { ExceptionType } from '#lib/model/exception.ts';
import { sourceId } from '#lib/model/identity.ts';
import { lockNotices } from '../lock-notices.ts';

/** What is missing when a source reports nothing. */
const MISSING: readonly ExceptionType[] = [
  'milestone.missing',
  'arrival.overdue',
  'departure.late',
  'transshipment.dwell',
];

/** The source whose silence explains an exception; null if none does. */
export function mutedBy(type: ExceptionType, provider: string): string | null {
  return MISSING.includes(type) ? sourceId(provider) : null;
}

/** The condition on a notice that no open exception says that its source is silent. */
export function isNotMuted(sql: Sql | Transaction) {
  return sql`not exists (
    select from exception_cases as silence
    where silence.entity_id = notices.source_id and silence.type = 'data.silent' and silence.closed_at is null
      and silence.resolved_at is null)`;
}

/** When a silence ends, what waited for that is held once more: much of it is reported now. */
export async function holdMuted(tx: Transaction, changed: readonly CaseRow[], asOf: string): Promise<void> {
  const ended = changed.filter(({ type, closedAt }) => type === 'data.silent' && closedAt !== null);
  if (ended.length === 0) return;
  const isHeld = tx`notices.source_id = any(${ended.map(({ entityId }) => entityId)}::uuid[]) and state = 'pending' and leased_until is null`;
  await lockNotices(tx, isHeld);
  await tx`
    update notices set not_before = greatest(not_before, ${asOf}::timestamptz + rule.hold_minutes * interval '1 minute')
    from rule_recipients as recipient join notification_rules as rule on rule.id = recipient.rule_id
    where recipient.id = recipient_id and ${isHeld}`;
}
