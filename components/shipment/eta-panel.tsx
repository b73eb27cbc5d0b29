'use client';
import { TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { useShownZone } from '#components/personal/provider.tsx';
import { EtaVarianceChip } from '#components/shipments/eta-variance-chip.tsx';
import { Freshness } from '#components/shipments/freshness.tsx';
import { inWords, milestoneLabel, placeText } from '#components/shipments/words.ts';
import { useNow } from '#components/time/clock.tsx';
import { spanText } from '#components/time/format.ts';
import { MomentTime } from '#components/time/moment.tsx';
import { RelativeTime } from '#components/time/relative-time.tsx';
import { Chip } from '#components/ui/chip.tsx';
import { rich } from '#components/words/rich.tsx';
import type { Evidence } from '#db/queries/evidence.ts';
import type { ShipmentDetail, TimelineEntry } from '#db/queries/shipments.ts';
import { overdueFrom } from '#lib/model/lateness.ts';
import { STAGES } from '#lib/model/shipment.ts';
import { statusReason } from '#lib/words/status-reason.ts';
import { useWords } from '#words';
import { OverdueChip } from './overdue-chip.tsx';
import { sourceValue } from './source-value.ts';
import { momentOf } from './timeline-model.ts';
import { Why } from './why.tsx';

type Props = {
  shipment: ShipmentDetail;
  /** The claim that `nextMilestone` comes from, with its place and precision. */
  next: TimelineEntry | null;
  evidence: Readonly<Record<string, Evidence>>;
  source: string;
  finished: boolean;
  /** Why it is late, in the source's code; null without a reason. */
  delay: string | null;
};

/** Status, arrival, next milestone and last update. */
export function EtaPanel({ shipment, next, evidence, source, finished, delay }: Props) {
  const words = useWords();
  const { t } = words;
  return (
    <dl className="grid grid-cols-2 border-y border-line lg:grid-cols-4">
      <Answer term={t('Status')}>
        <Status shipment={shipment} evidence={evidence[shipment.statusEventId ?? '']} source={source} />
      </Answer>
      <Answer term={t(shipment.arrived ? 'Arrived' : 'Arrival')}>
        <Arrival shipment={shipment} evidence={evidence[shipment.etaEventId ?? '']} source={source} delay={delay} />
      </Answer>
      <Answer term={t('Next expected')}>
        <Next shipment={shipment} next={next} finished={finished} />
      </Answer>
      <Answer term={t('Last update')}>
        <Freshness at={shipment.learnedAt} finished={finished} />
        <span className="text-xs text-faint">
          {rich(words, 'reported {age}', { age: <RelativeTime at={shipment.reportedAt} suffix=" ago" /> })}
        </span>
      </Answer>
    </dl>
  );
}

function Answer({ term, children }: { term: string; children: ReactNode }) {
  return (
    <div className="flex min-w-0 flex-col gap-1 border-line px-4 py-3 max-lg:nth-[n+3]:border-t lg:px-6 lg:not-first:border-l lg:not-first:pl-4 max-lg:even:border-l">
      <dt className="text-xs text-faint">{term}</dt>
      <dd className="flex min-w-0 flex-wrap items-center gap-x-2 gap-y-1">{children}</dd>
    </div>
  );
}

type PartProps = { shipment: ShipmentDetail; evidence: Evidence | undefined; source: string };

function Status({ shipment, evidence, source }: PartProps) {
  const words = useWords();
  const { t } = words;
  const basis = {
    evidence: 'Proven by a milestone.',
    reported: 'Stated by the source; not yet proven by a milestone.',
    conflict: 'The milestone leads until the source retracts it.',
    none: 'No data yet.',
  }[shipment.statusBasis];
  const stated = sourceValue(shipment, words);
  const label = t(STAGES[shipment.status].label);
  const reason = statusReason(shipment.statusReason, words);
  return (
    <>
      <Why
        reason={{
          title: label,
          note: t('{reason}. {basis}', { reason, basis: t(basis) }),
          source,
          type: evidence?.type,
          reportedAt: evidence?.reportedAt,
          learnedAt: evidence?.learnedAt,
          eventId: evidence?.eventId,
        }}
      >
        <span className="font-medium">{label}</span>
      </Why>
      {shipment.statusBasis === 'conflict' && (
        <Chip tone="risk" icon={TriangleAlert}>
          {t('Data conflict')}
        </Chip>
      )}
      {shipment.statusAt && <RelativeTime at={shipment.statusAt} prefix="for " className="text-dim" />}
      <span className="line-clamp-2 w-full text-xs text-faint">
        {stated ? t('{reason}; source value: {value}', { reason, value: stated }) : reason}
      </span>
    </>
  );
}

function Arrival({ shipment, evidence, source, delay }: PartProps & { delay: string | null }) {
  const moment = shipment.arrived ?? shipment.eta;
  const place = shipment.portOfDischarge ?? shipment.destination;
  const shownIn = useShownZone();
  const { t, inside, moment: textOf } = useWords();
  if (!moment) {
    const text = delay
      ? t('No estimate yet; delayed: {reason}', { reason: inside(t(inWords(delay))) })
      : t('No estimate yet');
    return <span className="text-dim">{text}</span>;
  }
  const baseline = shipment.etaBaseline && textOf(shipment.etaBaseline, place?.timeZone, shownIn);
  const isPlanned = shipment.etaBaselineKind === 'planned';
  return (
    <>
      <Why
        reason={{
          title: t(shipment.arrived ? 'Arrival, actual' : 'Arrival, estimated'),
          moment,
          note: baseline && t(isPlanned ? 'Planned for {date}.' : 'First estimated for {date}.', { date: baseline }),
          source,
          type: evidence?.type,
          reportedAt: evidence?.reportedAt,
          learnedAt: evidence?.learnedAt,
          eventId: evidence?.eventId,
        }}
      >
        <MomentTime moment={moment} timeZone={place?.timeZone} className="font-medium" hint={false} />
      </Why>
      <EtaVarianceChip shipment={shipment} />
      {delay && <span className="text-xs text-dim">{t(inWords(delay))}</span>}
      {place && <span className="w-full truncate text-xs text-faint">{placeText(place)}</span>}
    </>
  );
}

function Next({
  shipment,
  next,
  finished,
}: {
  shipment: ShipmentDetail;
  next: TimelineEntry | null;
  finished: boolean;
}) {
  const now = useNow();
  const words = useWords();
  const { t } = words;
  if (finished || !shipment.nextMilestone) {
    return <span className="text-dim">{t(finished ? 'Completed' : 'No upcoming milestone')}</span>;
  }
  const expected = next && momentOf(next);
  const ahead = expected ? overdueFrom(expected, next.place?.timeZone) - now : 0;
  return (
    <>
      <span className="font-medium">{milestoneLabel(shipment.nextMilestone, words)}</span>
      {expected && <OverdueChip expected={expected} mode={shipment.mode} timeZone={next.place?.timeZone} />}
      {ahead > 0 && <span className="text-dim">{t('in {span}', { span: spanText(ahead, words) })}</span>}
      {next && (
        <span className="w-full truncate text-xs text-faint">
          <MomentTime moment={momentOf(next)} timeZone={next.place?.timeZone} />
          {next.place && `, ${placeText(next.place)}`}
        </span>
      )}
    </>
  );
}
