'use client';
import Link from 'next/link';
import { useEffect } from 'react';
import type { DeliveredEvent } from '#db/queries/delivery.ts';
import { EffectLine } from '../activity/effect-line.tsx';
import { spanText } from '../time/format.ts';
import { ReportedTime } from '../time/reported-time.tsx';
import { EventPayload, type ShownPayload } from './event-payload.tsx';
import { StateChip } from './status-chip.tsx';

/** The fields of an event in the list. */
export type ListedEvent = Pick<
  DeliveredEvent,
  'id' | 'type' | 'state' | 'key' | 'attempts' | 'receivedAt' | 'settledAt' | 'reportedAt' | 'reason' | 'version'
> &
  Pick<DeliveredEvent, 'versions' | 'effectCount'> & {
    effects: Pick<DeliveredEvent['effects'][number], 'id' | 'entityType' | 'part' | 'field' | 'before' | 'after'>[];
  };

type Props = {
  delivery: { id: string; status: string; eventCount: number; error: string | null };
  events: readonly ListedEvent[];
  /** What the provider sent, by the ids of the events. */
  payloads: Readonly<Record<string, ShownPayload>>;
  /** The event that the address names: it is unfolded and scrolled to. */
  selected: string | null;
  /** The address names an event that the delivery does not contain. */
  isMissing: boolean;
};

/** The events of a delivery, with state, reason, effects and payload. */
export function EventList({ delivery, events, payloads, selected, isMissing }: Props) {
  useEffect(() => {
    if (selected) document.getElementById(`event-${selected}`)?.scrollIntoView({ block: 'start' });
  }, [selected]);
  const repeated = delivery.status === 'duplicate';
  return (
    <section aria-labelledby="events-title" className="border-b border-line px-4 py-4 lg:px-6">
      <h2 id="events-title" className="font-semibold">
        {repeated
          ? 'Events that it repeats'
          : delivery.eventCount === 1
            ? 'Event'
            : `Events (${delivery.eventCount.toLocaleString('en-US')})`}
      </h2>
      {isMissing && <p className="mt-1 text-risk">This delivery does not contain the event of the link.</p>}
      {events.length === 0 && <p className="mt-1 text-dim">{delivery.error ?? 'It contains no event.'}</p>}
      <ol className="mt-2 flex flex-col gap-2">
        {events.map((event) => (
          <li
            key={event.id}
            id={`event-${event.id}`}
            aria-current={event.id === selected ? 'true' : undefined}
            data-selected={event.id === selected ? '' : undefined}
            className="event"
          >
            <div>
              <span className="mono font-medium break-all">{event.type}</span>
              <StateChip state={event.state} />
              <span className="mono text-xs break-all text-faint">{event.key}</span>
              <Versions event={event} />
              <span className="flex-1" />
              <span className="text-xs text-dim">
                {event.attempts} {event.attempts === 1 ? 'attempt' : 'attempts'}
                {event.settledAt && `, processed in ${settledAfter(event)}`}
                {event.reportedAt && (
                  <>
                    , reported <ReportedTime reportedAt={event.reportedAt} receivedAt={event.receivedAt} />
                  </>
                )}
              </span>
            </div>
            {event.reason && <p>{event.reason}</p>}
            <Changes event={event} />
            <Payload
              event={event.id}
              delivery={delivery.id}
              payloads={payloads}
              open={event.id === selected || events.length === 1}
            />
          </li>
        ))}
      </ol>
    </section>
  );
}

function settledAfter(event: ListedEvent): string {
  const took = Date.parse(event.settledAt ?? '') - Date.parse(event.receivedAt);
  return took < 1000 ? `${took} ms` : spanText(took);
}

/** The version of an event, with links to the others. */
function Versions({ event: { version, versions } }: { event: ListedEvent }) {
  if (versions.length === 0) return null;
  return (
    <span className="text-xs text-risk">
      Version {version}; see version{' '}
      {versions.map((other, at) => (
        <span key={other.id}>
          {at > 0 && ', '}
          <Link href={`/deliveries/by-event/${other.id}`} prefetch={false} className="underline underline-offset-4">
            {other.version}
          </Link>
        </span>
      ))}
    </span>
  );
}

function Changes({ event }: { event: ListedEvent }) {
  if (event.state !== 'processed') return null;
  if (event.effects.length === 0) {
    return <p>No changes.</p>;
  }
  return (
    <ul>
      {event.effects.map((effect) => (
        <li key={effect.id}>
          <EffectLine effect={effect} />
        </li>
      ))}
      {event.effectCount > event.effects.length && (
        <li className="text-dim">
          and {(event.effectCount - event.effects.length).toLocaleString('en-US')} more changes
        </li>
      )}
    </ul>
  );
}

type PayloadProps = { event: string; delivery: string; payloads: Props['payloads']; open: boolean };

function Payload({ payloads, ...props }: PayloadProps) {
  const payload = payloads[props.event];
  return payload ? <EventPayload payload={payload} {...props} /> : null;
}
