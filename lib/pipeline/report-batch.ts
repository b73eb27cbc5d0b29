import type { Transaction } from '#db/client.ts';
import { messageOf } from '#lib/errors.ts';
import type { PendingEvent } from '#lib/inbox/load-pending-events.ts';
import { notifySettled, notifyTraced } from '#lib/inbox/notify-changed.ts';
import { log } from '#lib/log.ts';
import { epochOf, isTraced, recordStep } from '#lib/trace/trace.ts';
import type { Failure } from './normalise-events.ts';

/** A processed batch; `begun` is a time of `performance.now()`. */
type Processed = {
  pending: readonly PendingEvent[];
  effects: number;
  failures: readonly Failure[];
  begun: number;
};

/** Tells open pages and traces, on commit, what was processed. Returns what is to be called after the commit. */
export async function reportBatch(tx: Transaction, processed: Processed): Promise<() => void> {
  const { pending, effects, failures, begun } = processed;
  if (pending.length === 0) return () => {};
  if (effects === 0) await notifySettled(tx);
  const deliveries = isTraced()
    ? Map.groupBy(pending, ({ deliveryId }) => deliveryId)
    : new Map<string, PendingEvent[]>();
  if (deliveries.size > 0) await notifyTraced(tx, [...deliveries.keys()]);
  return () => {
    const ms = Math.round(performance.now() - begun);
    log.debug({ events: pending.length, effects, failed: failures.length, ms }, 'events applied');
    for (const [id, events] of deliveries) recordStep(id, stepOf(events, processed));
  };
}

function stepOf(events: readonly PendingEvent[], { pending, effects, failures, begun }: Processed) {
  const [first] = events;
  const begunAt = epochOf(begun);
  const failed = failures.find(({ id }) => events.some((event) => event.id === id));
  return {
    name: 'process events',
    begunAt,
    endedAt: epochOf(performance.now()),
    attributes: {
      'fairlead.provider': first?.provider ?? '',
      'fairlead.events': events.length,
      'fairlead.waited_ms': Math.max(0, Math.round(begunAt - Date.parse(first?.receivedAt ?? ''))),
      'fairlead.batch.events': pending.length,
      'fairlead.batch.effects': effects,
    },
    ...(failed && { error: messageOf(failed.thrown) }),
  };
}
