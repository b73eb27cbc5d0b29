'use client';
import Link from 'next/link';
import { useEffect } from 'react';
import type { DeliveredEvent } from '#db/queries/delivery.ts';
import type { Words } from '#lib/model/language.ts';
import { useWords } from '#words';
import { EffectLine } from '../activity/effect-line.tsx';
import { spanText } from '../time/format.ts';
import { ReportedTime } from '../time/reported-time.tsx';
import { rich } from '../words/rich.tsx';
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
  const { t } = useWords();
  return (
    <section aria-labelledby="events-title" className="border-b border-line px-4 py-4 lg:px-6">
      <h2 id="events-title" className="font-semibold">
        <Heading delivery={delivery} />
      </h2>
      {isMissing && <p className="mt-1 text-risk">{t('This delivery does not contain the event of the link.')}</p>}
      {events.length === 0 && <p className="mt-1 text-dim">{t(delivery.error ?? 'It contains no event.')}</p>}
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
                <Course event={event} />
              </span>
            </div>
            {event.reason && <p>{t(event.reason)}</p>}
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

function Heading({ delivery }: Pick<Props, 'delivery'>) {
  const { t, counted } = useWords();
  return delivery.status === 'duplicate'
    ? t('Events that it repeats')
    : counted(delivery.eventCount, 'Event', 'Events ({n})');
}

/** How often an event was tried, how long that took, and when it was reported. */
function Course({ event: { attempts, settledAt, receivedAt, reportedAt } }: { event: ListedEvent }) {
  const words = useWords();
  const tried = words.counted(attempts, '{n} attempt', '{n} attempts');
  const took = settledAt === null ? null : Date.parse(settledAt) - Date.parse(receivedAt);
  const settled =
    took === null
      ? tried
      : words.t('{attempts}, processed in {time}', { attempts: tried, time: tookText(took, words) });
  if (reportedAt === null) return settled;
  const reported = <ReportedTime reportedAt={reportedAt} receivedAt={receivedAt} />;
  return rich(words, '{course}, reported {time}', { course: settled, time: reported });
}

function tookText(milliseconds: number, words: Words): string {
  return milliseconds < 1000 ? words.t('{n} ms', { n: milliseconds }) : spanText(milliseconds, words);
}

/** The version of an event, with links to the others. */
function Versions({ event: { version, versions } }: { event: ListedEvent }) {
  const words = useWords();
  if (versions.length === 0) return null;
  const others = versions.map((other, at) => (
    <span key={other.id}>
      {at > 0 && ', '}
      <Link href={`/deliveries/by-event/${other.id}`} prefetch={false} className="underline underline-offset-4">
        {other.version}
      </Link>
    </span>
  ));
  return (
    <span className="text-xs text-risk">
      {rich(words, 'Version {n}; see version {others}', { n: version, others })}
    </span>
  );
}

function Changes({ event }: { event: ListedEvent }) {
  const { t, counted } = useWords();
  if (event.state !== 'processed') return null;
  if (event.effects.length === 0) {
    return <p>{t('No changes.')}</p>;
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
          {counted(event.effectCount - event.effects.length, 'and {n} more changes', 'and {n} more changes')}
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
