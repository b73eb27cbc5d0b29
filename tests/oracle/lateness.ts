import { daysFrom, endOfLocalDay, localDay } from './calendar.ts';

export type Mode = 'ocean' | 'air' | 'rail' | 'intermodal' | 'truck';

/** The number of days, or hours for trucks, after the promised arrival from which goods are late: `docs/how-values-are-derived.md`. */
const LATE_AFTER_DAYS = { ocean: 3, air: 1, rail: 2, intermodal: 3 };
const LATE_AFTER_HOURS = 4;
const HOUR = 3_600_000;

/** An arrival, expected or actual. */
export type Awaited = {
  mode: Mode;
  /** The time zone of the place. */
  zone: string;
  /** The first estimate or the agreed time; null if there is none yet. */
  promised: number | null;
  /** The current estimate, and whether it is a day without a time. */
  expected: number | null;
  isDay: boolean;
  arrived: number | null;
  /** Whether the goods have arrived without a reported time. */
  there: boolean;
};

export type Arrival =
  | { is: 'overdue'; since: number; late: boolean }
  | { is: 'measured'; behind: number; unit: 'days' | 'milliseconds'; late: boolean };

/** The lateness of an arrival at an instant; null without a promised time. */
export function arrivalOf(awaited: Awaited, now: number): Arrival | null {
  const { expected, arrived, promised, there, isDay, zone } = awaited;
  const moment = arrived ?? expected;
  if (moment === null) return null;
  const since = isDay ? endOfLocalDay(localDay(moment, zone), zone) : moment;
  if (arrived === null && !there && now > since) return { is: 'overdue', since, late: isLateList(awaited, now) };
  if (promised === null) return null;
  const behind = behindBy(awaited, promised, moment);
  return { is: 'measured', ...behind };
}

function behindBy({ mode, zone }: Awaited, promised: number, moment: number) {
  if (mode === 'truck') {
    const behind = moment - promised;
    return { behind, unit: 'milliseconds', late: behind >= LATE_AFTER_HOURS * HOUR } as const;
  }
  const behind = daysFrom(localDay(promised, zone), localDay(moment, zone));
  return { behind, unit: 'days', late: behind >= LATE_AFTER_DAYS[mode] } as const;
}

/** Whether goods that have not arrived are late by the current estimate or by the current time. */
export function isLateList(awaited: Awaited, now: number): boolean {
  const { mode, zone, promised, expected, arrived, there } = awaited;
  if (arrived !== null || there || expected === null) return false;
  if (promised !== null && behindBy(awaited, promised, expected).late) return true;
  const first = Math.min(expected, promised ?? expected);
  if (mode === 'truck') return now >= first + LATE_AFTER_HOURS * HOUR;
  return daysFrom(localDay(first, zone), localDay(now, zone)) >= LATE_AFTER_DAYS[mode];
}
