import type { DeliveredEvent } from '#db/queries/delivery.ts';
import type { ListedEvent } from './event-list.tsx';

/** The fields of an event that the list needs; others are not sent to the browser. */
export function listedEvent(event: DeliveredEvent): ListedEvent {
  const { id, type, state, key, attempts, receivedAt, settledAt, reportedAt, reason, version } = event;
  const effects = event.effects.map(({ id: effect, entityType, part, field, before, after }) => {
    return { id: effect, entityType, part, field, before, after };
  });
  const { versions, effectCount } = event;
  const own = { id, type, state, key, attempts, receivedAt, settledAt, reportedAt, reason, version };
  return { ...own, versions, effectCount, effects };
}
