import type { ActivityEntry } from '#db/queries/evidence.ts';
import type { Words } from '#lib/model/language.ts';
import type { Reason } from '../shipment/why.tsx';

/** The event that last changed each field, by column; `''` is the report that created the record. */
export type Reasons = Readonly<Record<string, Omit<Reason, 'title'>>>;

/** Finds the event that last changed each field, in a record's activity, latest first. */
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

/** Why a field has its value: the event that last changed it, else the one that created the record. */
export function reasonOf(reasons: Reasons, field: string, title: string, { t }: Words): Reason | null {
  const reason = reasons[field] ?? reasons[''];
  if (!reason) return null;
  return { ...reason, title, note: t(reasons[field] ? 'Changed by this event.' : 'Stated when it first appeared.') };
}
