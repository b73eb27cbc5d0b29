'use client';
import { Popover } from '@base-ui/react/popover';
import { ArrowRight } from 'lucide-react';
import Link from 'next/link';
import type { ReactNode } from 'react';
import type { Moment } from '#lib/model/time.ts';
import { spanText, utcText, viewerText } from '../time/format.ts';
import { cx } from '../ui/cx.ts';
import { layer } from '../ui/layer.tsx';

/** The answer to "why?" of one value. `source` is the title of whoever said it. */
export type Reason = {
  title: string;
  moment?: Moment | undefined;
  note?: string | null | undefined;
  source?: string | undefined;
  type?: string | undefined;
  reportedAt?: string | null | undefined;
  learnedAt?: string | null | undefined;
  eventId?: string | null | undefined;
};

const answers = Popover.createHandle<Reason>();

/** A value that can be asked why it is there. */
export function Why({ reason, children, className }: { reason: Reason; children: ReactNode; className?: string }) {
  return (
    <Popover.Trigger
      handle={answers}
      payload={reason}
      title="Why?"
      className={cx(
        'rounded-sm text-left decoration-line-strong decoration-dotted underline-offset-4 hover:underline data-popup-open:underline',
        className,
      )}
    >
      {children}
    </Popover.Trigger>
  );
}

/** The one popover in which all answers of a page appear. */
export function WhyLayer() {
  return (
    <Popover.Root handle={answers}>
      {({ payload }) => (
        <Popover.Portal container={layer}>
          <Popover.Positioner sideOffset={6} collisionPadding={8} className="z-40">
            <Popover.Popup className="w-84 max-w-[calc(100vw-1rem)] rounded-lg border border-line-strong bg-raised p-3.5 text-xs shadow-pop outline-none transition-opacity duration-100 data-ending-style:opacity-0 data-starting-style:opacity-0">
              {payload && <Answer reason={payload} />}
            </Popover.Popup>
          </Popover.Positioner>
        </Popover.Portal>
      )}
    </Popover.Root>
  );
}

function Answer({ reason }: { reason: Reason }) {
  const { title, moment, note, source, type, reportedAt, learnedAt, eventId } = reason;
  const lag = reportedAt && learnedAt ? Date.parse(learnedAt) - Date.parse(reportedAt) : 0;
  return (
    <>
      <Popover.Title className="text-sm font-semibold">{title}</Popover.Title>
      {note && <p className="mt-0.5 text-dim">{note}</p>}
      <dl className="mt-2.5 grid grid-cols-[auto_1fr] gap-x-4 gap-y-1.5">
        {moment && <Line term="Written as" value={<span className="mono break-all">{moment.text}</span>} />}
        {moment?.precision === 'day' && <Line term="Precision" value="A day; no time of day was given" />}
        {moment?.precision === 'time' && <Line term="UTC" value={utcText(moment.at)} />}
        {moment?.precision === 'time' && <Line term="Your clock" value={viewerText(moment.at)} />}
        {source && <Line term="Source" value={source} />}
        {type && <Line term="Event" value={<span className="mono break-all">{type}</span>} />}
        {reportedAt && <Line term="Reported" value={viewerText(reportedAt)} />}
        {learnedAt && (
          <Line
            term="Learned"
            value={`${viewerText(learnedAt)}${lag > 60_000 ? `, ${spanText(lag)} after the report` : ''}`}
          />
        )}
      </dl>
      {eventId && (
        <Link
          href={`/deliveries/by-event/${eventId}`}
          prefetch={false}
          className="mt-3 inline-flex items-center gap-1 font-medium text-accent underline-offset-4 hover:underline"
        >
          The delivery and its raw bytes
          <ArrowRight aria-hidden className="size-3.5" />
        </Link>
      )}
    </>
  );
}

function Line({ term, value }: { term: string; value: ReactNode }) {
  return (
    <>
      <dt className="text-faint">{term}</dt>
      <dd>{value}</dd>
    </>
  );
}
