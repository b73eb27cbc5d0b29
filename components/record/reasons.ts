import type { ActivityEntry } from '#db/queries/evidence.ts';
import type { Reason } from '../shipment/why.tsx';

/** What made each field what it is, by the field's column; `''` is the report in which the record first appeared. */
export type Reasons = Readonly<Record<string, Omit<Reason, 'title'>>>;

/** Finds in the activity of a record, the latest first, which event last changed each of its fields. */
export function reasonsOf(activity: readonly ActivityEntry[], titles: Readonly<Record<string, string>>): Reasons {
  const found: Record<string, Omit<Reason, 'title'>> = Object.create(null);
  for (const { part, field, type, provider, eventId, recordedAt } of activity) {
    if (part !== null) continue;
    const key = field === 'added' ? '' : field;
    found[key] ??= {
      type: type ?? undefined,
      source: provider ? (titles[provider] ?? provider) : undefined,
      eventId,
      learnedAt: recordedAt,
    };
  }
  return found;
}

/** Why a field has its value: what last changed it, else what first told of the record. */
export function reasonOf(reasons: Reasons, field: string, title: string): Reason | null {
  const reason = reasons[field] ?? reasons[''];
  if (!reason) return null;
  return { ...reason, title, note: reasons[field] ? 'Changed by this event.' : 'Stated when it first appeared.' };
}
