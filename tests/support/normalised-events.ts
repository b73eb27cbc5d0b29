import type { Change } from '#lib/model/change.ts';
import { eventId } from '#lib/model/identity.ts';
import type { NormalisedEvent } from '#lib/projections/apply.ts';

let counter = 0;

/** A new event of the provider `test`, reported and learned at the same instant. */
export function reportedEvent(reportedAt: string, ...changes: Change[]): NormalisedEvent {
  counter += 1;
  const key = String(counter);
  return { id: eventId('test', key), key, provider: 'test', reportedAt, learnedAt: reportedAt, changes };
}
