import { CalendarClock, Clock, Hourglass, Lock, type LucideIcon } from 'lucide-react';
import Link from 'next/link';
import { LastFreeDay } from '#components/shipment/last-free-day.tsx';
import { OverdueChip } from '#components/shipment/overdue-chip.tsx';
import { EtaVarianceChip } from '#components/shipments/eta-variance-chip.tsx';
import { bestReference } from '#components/shipments/reference.ts';
import { exceptionText, inWords, milestoneLabel } from '#components/shipments/words.ts';
import { dayText, momentText } from '#components/time/format.ts';
import { RelativeTime } from '#components/time/relative-time.tsx';
import { Chip, type Tone } from '#components/ui/chip.tsx';
import type { Alert } from '#db/queries/overview.ts';
import { QuietText } from './section.tsx';

const LOOKS: Record<Alert['kind'], { label: string; tone: Tone; icon: LucideIcon }> = {
  held: { label: 'Hold', tone: 'held', icon: Lock },
  charges: { label: 'Demurrage/detention risk', tone: 'late', icon: Hourglass },
  late: { label: 'Late arrival', tone: 'late', icon: Clock },
  overdue: { label: 'Milestone overdue', tone: 'risk', icon: CalendarClock },
};

/** What needs attention, most urgent first: reason, time and shipment. */
export function NeedsAttention({ needs }: { needs: readonly Alert[] }) {
  if (needs.length === 0)
    return (
      <QuietText>
        Nothing needs attention: no hold, no demurrage or detention risk, nothing late, no milestone overdue.
      </QuietText>
    );
  return (
    <ul>
      {needs.map((need) => (
        <NeedRow key={need.id} need={need} />
      ))}
    </ul>
  );
}

function NeedRow({ need }: { need: Alert }) {
  const { label, tone, icon } = LOOKS[need.kind];
  const best = bestReference(need);
  const route = [need.portOfLoading, need.portOfDischarge]
    .map((place) => place?.unlocode ?? place?.name)
    .filter(Boolean);
  return (
    <li
      data-row
      className="grid cursor-pointer grid-cols-[minmax(0,1fr)_auto] items-center gap-x-3 gap-y-0.5 border-t border-line px-4 py-2 hover:bg-hover md:grid-cols-[12.5rem_10rem_minmax(0,1fr)_auto] lg:px-6"
    >
      <span className="max-md:order-2 max-md:justify-self-end">
        <Chip tone={tone} icon={icon}>
          {label}
        </Chip>
      </span>
      <Link
        href={`/shipments/${need.id}`}
        data-row-link
        prefetch={false}
        className="mono truncate font-medium max-md:order-1"
      >
        {best.value}
      </Link>
      <span className="min-w-0 truncate max-md:order-3">
        {alertText(need)}
        <span className="ml-2 text-xs text-faint">
          {[route.join(' › '), need.customer].filter(Boolean).join(' · ')}
        </span>
      </span>
      <span className="text-right text-xs whitespace-nowrap text-dim max-md:order-4">
        <NeedClock need={need} />
      </span>
    </li>
  );
}

function alertText({ kind, code, reason, at, eta, portOfDischarge }: Alert): string {
  if (kind === 'held') return code ? exceptionText({ code, reason }) : inWords(reason ?? 'hold');
  if (kind === 'charges') return at ? `Last free day ${dayText(at.slice(0, 10))}` : 'Last free day within 3 days';
  if (kind === 'late')
    return eta ? `Now expected ${momentText(eta, portOfDischarge?.timeZone)}` : 'Expected later than promised';
  return code ? `${milestoneLabel(code)} not reported` : 'Next milestone not reported';
}

function NeedClock({ need }: { need: Alert }) {
  const { kind, at, mode, expected, freeTimeEndsAt } = need;
  if (kind === 'late') return <EtaVarianceChip shipment={need} />;
  if (kind === 'overdue' && expected)
    return <OverdueChip expected={expected.moment} mode={mode} timeZone={expected.timeZone} />;
  if (kind === 'charges') return freeTimeEndsAt && <LastFreeDay end={Date.parse(freeTimeEndsAt)} />;
  if (!at) return null;
  return <RelativeTime at={at} prefix="for " />;
}
