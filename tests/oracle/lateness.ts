import { daysFrom, dayThere, endThere } from './calendar.ts';

export type Mode = 'ocean' | 'air' | 'rail' | 'intermodal' | 'truck';

/** From how many days behind what was promised goods are late, and of trucks from how many hours: `docs/how-values-are-derived.md`. */
const LATE_AFTER_DAYS = { ocean: 3, air: 1, rail: 2, intermodal: 3 };
const LATE_AFTER_HOURS = 4;
const HOUR = 3_600_000;

/** An arrival that people wait for, or that is behind them. */
export type Awaited = {
  mode: Mode;
  /** The calendar of the place. */
  zone: string;
  /** What was said first, or agreed; null where nobody said anything yet. */
  promised: number | null;
  /** What is said now, and whether that is a day of which nobody knows the hour. */
  expected: number | null;
  isDay: boolean;
  arrived: number | null;
  /** Whether the goods are there, although nobody said when they came. */
  there: boolean;
};

export type Arrival =
  | { is: 'overdue'; since: number; late: boolean }
  | { is: 'measured'; behind: number; unit: 'days' | 'milliseconds'; late: boolean };

/** How an arrival stands at an instant, as somebody with the promise in one hand and a clock in the other would say; null without a promise. */
export function arrivalOf(awaited: Awaited, now: number): Arrival | null {
  const { expected, arrived, promised, there, isDay, zone } = awaited;
  const moment = arrived ?? expected;
  if (moment === null) return null;
  const since = isDay ? endThere(dayThere(moment, zone), zone) : moment;
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
  const behind = daysFrom(dayThere(promised, zone), dayThere(moment, zone));
  return { behind, unit: 'days', late: behind >= LATE_AFTER_DAYS[mode] } as const;
}

/** Whether goods that are still awaited are late by what is said now, or by the time that went by. */
export function isLateList(awaited: Awaited, now: number): boolean {
  const { mode, zone, promised, expected, arrived, there } = awaited;
  if (arrived !== null || there || expected === null) return false;
  if (promised !== null && behindBy(awaited, promised, expected).late) return true;
  const first = Math.min(expected, promised ?? expected);
  if (mode === 'truck') return now >= first + LATE_AFTER_HOURS * HOUR;
  return daysFrom(dayThere(first, zone), dayThere(now, zone)) >= LATE_AFTER_DAYS[mode];
}
