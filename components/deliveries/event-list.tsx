import type { DeliveryDetail } from '#db/queries/deliveries.ts';
import { EffectLine } from '../activity/effect-line.tsx';
import { spanText } from '../time/format.ts';
import { RelativeTime } from '../time/relative-time.tsx';
import { StateChip } from './verdict-chip.tsx';

/** The events of a delivery: what became of each, why, and what it changed. */
export function EventList({ delivery }: { delivery: DeliveryDetail }) {
  const repeated = delivery.verdict === 'duplicate';
  return (
    <section aria-labelledby="events-title" className="border-b border-line px-4 py-4 lg:px-6">
      <h2 id="events-title" className="font-semibold">
        {repeated
          ? 'Events that it repeats'
          : delivery.events.length === 1
            ? 'Event'
            : `Events (${delivery.events.length})`}
      </h2>
      {delivery.events.length === 0 && <p className="mt-1 text-dim">{delivery.error ?? 'It holds no event.'}</p>}
      <ol className="mt-2 flex flex-col gap-2">
        {delivery.events.map((event) => (
          <li
            key={event.id}
            id={`event-${event.id}`}
            className="scroll-mt-4 rounded-md border border-line target:border-accent target:bg-accent-soft"
          >
            <div className="flex flex-wrap items-center gap-x-3 gap-y-1 px-3 py-2">
              <span className="mono font-medium break-all">{event.type}</span>
              <StateChip state={event.state} />
              <span className="mono text-xs break-all text-faint">{event.key}</span>
              <span className="flex-1" />
              <span className="text-xs text-dim">
                {event.attempts} {event.attempts === 1 ? 'attempt' : 'attempts'}
                {event.settledAt && `, settled after ${settledAfter(event)}`}
                {event.reportedAt && (
                  <>
                    , reported <RelativeTime at={event.reportedAt} suffix=" ago" />
                  </>
                )}
              </span>
            </div>
            {event.reason && <p className="border-t border-line px-3 py-2 text-dim">{event.reason}</p>}
            <Changes event={event} />
          </li>
        ))}
      </ol>
    </section>
  );
}

function settledAfter(event: DeliveryDetail['events'][number]): string {
  const took = Date.parse(event.settledAt ?? '') - Date.parse(event.receivedAt);
  return took < 1000 ? `${took} ms` : spanText(took);
}

function Changes({ event }: { event: DeliveryDetail['events'][number] }) {
  if (event.state !== 'applied') return null;
  if (event.effects.length === 0) {
    return <p className="border-t border-line px-3 py-2 text-dim">It changed nothing that we did not know already.</p>;
  }
  return (
    <ul className="flex flex-col gap-1 border-t border-line px-3 py-2">
      {event.effects.map((effect) => (
        <li key={effect.id}>
          <EffectLine effect={effect} />
        </li>
      ))}
    </ul>
  );
}
