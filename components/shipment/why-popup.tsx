'use client';
import { Popover } from '@base-ui/react/popover';
import { ArrowRight } from 'lucide-react';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { useWords } from '#words';
import { useShownZone } from '../personal/provider.tsx';
import { spanText, utcText, viewerText } from '../time/format.ts';
import { ownZone } from '../time/moment.tsx';
import { layer } from '../ui/layer.tsx';
import type { Opened } from '../ui/opened.ts';
import type { Reason } from './why.tsx';

/** The answer to "why?", beside its value. */
export default function WhyPopup({ anchor, content, onClose }: Opened<Reason> & { onClose: () => void }) {
  return (
    <Popover.Root open onOpenChange={(open) => open || onClose()}>
      <Popover.Portal container={layer}>
        <Popover.Positioner anchor={anchor} align="start" sideOffset={6} collisionPadding={8} className="z-40">
          <Popover.Popup
            finalFocus={() => anchor}
            className="popup w-84 max-w-[calc(100vw-1rem)] rounded-lg p-3.5 text-xs"
          >
            <Answer reason={content} />
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}

function Answer({ reason }: { reason: Reason }) {
  const { title, moment, note, source, type, reportedAt, learnedAt, eventId } = reason;
  const words = useWords();
  const { t } = words;
  const zone = ownZone(useShownZone());
  const updated = learnedAt ? viewerText(learnedAt, zone, words) : '';
  const lag = reportedAt && learnedAt ? Date.parse(learnedAt) - Date.parse(reportedAt) : 0;
  return (
    <>
      <Popover.Title className="text-sm font-semibold">{title}</Popover.Title>
      {note && <p className="mt-0.5 text-dim">{note}</p>}
      <dl className="mt-2.5 grid grid-cols-[auto_1fr] gap-x-4 gap-y-1.5">
        {moment && <Line term={t('Source value')} value={<span className="mono break-all">{moment.text}</span>} />}
        {moment?.precision === 'day' && <Line term={t('Precision')} value={t('Date only, no time of day')} />}
        {moment?.precision === 'time' && <Line term="UTC" value={utcText(moment.at, words)} />}
        {moment?.precision === 'time' && <Line term={t('Local time')} value={viewerText(moment.at, zone, words)} />}
        {source && <Line term={t('Source')} value={source} />}
        {type && <Line term={t('Event')} value={<span className="mono break-all">{type}</span>} />}
        {reportedAt && <Line term={t('Reported')} value={viewerText(reportedAt, zone, words)} />}
        {learnedAt && (
          <Line
            term={t('Updated')}
            value={
              lag > 60_000
                ? t('{time}, {span} after the report', { time: updated, span: spanText(lag, words) })
                : updated
            }
          />
        )}
      </dl>
      {eventId && (
        <Link
          href={`/deliveries/by-event/${eventId}`}
          prefetch={false}
          className="mt-3 inline-flex items-center gap-1 font-medium text-accent underline-offset-4 hover:underline"
        >
          {t('View raw payload')}
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
