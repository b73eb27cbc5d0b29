'use client';
import type { TimelineEntry } from '#db/queries/shipments.ts';
import { useWords } from '#words';
import { useShownZone } from '../personal/provider.tsx';
import { useNow } from '../time/clock.tsx';
import { localTime } from '../time/format.ts';
import { momentOf } from './timeline-model.ts';
import { useWidth } from './use-width.ts';

const MAX_WIDTH = 1040;
const HEIGHT = 232;
const LEFT = 56;
const RIGHT = 68;
const TOP = 20;
const BOTTOM = 30;
const DAY = 86_400_000;

type Props = {
  estimates: readonly TimelineEntry[];
  planned: TimelineEntry | null;
  actual: TimelineEntry | null;
};
type Scale = {
  x: (at: number) => number;
  y: (at: number) => number;
  end: number;
  days: number[];
  reports: number[];
};

const SUMMARY = {
  awaited: '{n} estimates, from {first} to {last}.',
  arrived: '{n} estimates, from {first} to {last}; arrived {arrived}.',
};

/** A step line of the estimates by report time, with the plan and the actual arrival. */
export function EtaChart({ estimates, planned, actual }: Props) {
  const [box, measured] = useWidth(MAX_WIDTH);
  const width = Math.min(measured, MAX_WIDTH);
  const until = useNow();
  const scale = scaleOf({ estimates, planned, actual }, width, actual ? Date.parse(actual.reportedAt) : until);
  const { x, y, end } = scale;
  const points = estimates.map((claim) => ({
    claim,
    cx: x(Date.parse(claim.reportedAt)),
    cy: y(Date.parse(claim.occurredAt)),
  }));
  const path = points.map(({ cx, cy }, at) => (at === 0 ? `M${cx} ${cy}` : `H${cx}V${cy}`)).join('');
  const first = estimates[0];
  const last = estimates.at(-1);
  const shownIn = useShownZone();
  const { t, day, moment } = useWords();
  const when = (claim: TimelineEntry | null | undefined) => (claim ? moment(momentOf(claim), null, shownIn) : '');
  const summary = t(actual ? SUMMARY.arrived : SUMMARY.awaited, {
    ...{ n: String(estimates.length), first: when(first), last: when(last), arrived: when(actual) },
  });
  return (
    <figure className="px-4 pt-4 pb-2 lg:px-6">
      <figcaption className="mb-1 text-xs text-dim">{t('Estimated arrival by the day it was reported')}</figcaption>
      <div ref={box}>
        <svg width={width} height={HEIGHT} role="img" aria-label={summary} className="block">
          <Grid scale={scale} />
          {planned && (
            <Level y={y(Date.parse(planned.occurredAt))} end={end} label={t('Planned')} dashed tone="var(--faint)" />
          )}
          {actual && <Level y={y(Date.parse(actual.occurredAt))} end={end} label={t('Arrived')} tone="var(--ink)" />}
          <path d={`${path}H${end}`} fill="none" stroke="var(--accent)" strokeWidth="2" strokeLinejoin="round" />
          {points.map(({ claim, cx, cy }) => (
            <circle key={claim.id} cx={cx} cy={cy} r="3.5" fill="var(--surface)" stroke="var(--accent)" strokeWidth="2">
              <title>
                {t('{date}, reported {day}', { date: when(claim), day: day(claim.reportedAt.slice(0, 10)) })}
              </title>
            </circle>
          ))}
          {last && !actual && (
            <text
              x={end + 8}
              y={y(Date.parse(last.occurredAt)) + 4}
              fontSize="12"
              fontWeight="500"
              fill="var(--accent)"
            >
              {day(localTime(momentOf(last)).day)}
            </text>
          )}
        </svg>
      </div>
    </figure>
  );
}

function scaleOf({ estimates, planned, actual }: Props, width: number, until: number): Scale {
  const reported = estimates.map((claim) => Date.parse(claim.reportedAt));
  const named = [...estimates, planned, actual].filter((claim) => claim !== null).map((c) => Date.parse(c.occurredAt));
  const from = Math.min(...reported);
  const to = Math.max(...reported, until, from + DAY);
  const low = Math.floor(Math.min(...named) / DAY) * DAY;
  const high = Math.max(Math.ceil(Math.max(...named) / DAY) * DAY, low + 2 * DAY);
  const ticks = (start: number, stop: number, most: number) => {
    const step = Math.max(1, Math.ceil((stop - start) / DAY / most)) * DAY;
    return Array.from({ length: Math.floor((stop - start) / step) + 1 }, (_, at) => start + at * step);
  };
  return {
    x: (at) => Math.round(LEFT + ((at - from) / (to - from)) * (width - LEFT - RIGHT)),
    y: (at) => Math.round(HEIGHT - BOTTOM - ((at - low) / (high - low)) * (HEIGHT - TOP - BOTTOM)),
    end: width - RIGHT,
    days: ticks(low, high, 5),
    reports: ticks(from, to, Math.max(2, Math.floor(width / 130))),
  };
}

function Grid({ scale: { x, y, end, days, reports } }: { scale: Scale }) {
  const { day } = useWords();
  return (
    <g fontSize="11" fill="var(--faint)">
      {days.map((at) => (
        <g key={at}>
          <line x1={LEFT} x2={end} y1={y(at)} y2={y(at)} stroke="var(--line)" />
          <text x={LEFT - 10} y={y(at) + 4} textAnchor="end">
            {day(new Date(at).toISOString().slice(0, 10))}
          </text>
        </g>
      ))}
      {reports.map((at) => (
        <text key={at} x={x(at)} y={HEIGHT - 8} textAnchor="middle">
          {day(new Date(at).toISOString().slice(0, 10))}
        </text>
      ))}
    </g>
  );
}

type LevelProps = { y: number; end: number; label: string; tone: string; dashed?: boolean };

function Level({ y, end, label, tone, dashed = false }: LevelProps) {
  return (
    <g>
      <line
        x1={LEFT}
        x2={end}
        y1={y}
        y2={y}
        stroke={tone}
        strokeWidth="1.5"
        {...(dashed && { strokeDasharray: '4 4' })}
      />
      <text x={end + 8} y={y + 4} fontSize="12" fill={tone}>
        {label}
      </text>
    </g>
  );
}
