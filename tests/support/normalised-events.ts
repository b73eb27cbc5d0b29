import type { Change } from '#lib/model/change.ts';
import { eventId } from '#lib/model/identity.ts';
import type { NormalisedEvent } from '#lib/projections/apply.ts';

let counter = 0;

/** A new event of a provider called `test` that was reported, and learned of, at an instant. */
export function said(reportedAt: string, ...changes: Change[]): NormalisedEvent {
  counter += 1;
  const key = String(counter);
  return { id: eventId('test', key), key, provider: 'test', reportedAt, learnedAt: reportedAt, changes };
}
