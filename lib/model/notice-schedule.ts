import type { NoticeChannel } from './notice.ts';
import { instantInZone, zoneOffset } from './zone.ts';

/** How often a rule sends: each notice at once, or a digest of all that came since the last. */
export const CADENCES = ['at_once', 'hourly', 'daily', 'weekly'] as const;
export type Cadence = (typeof CADENCES)[number];

export const CADENCE_LABELS: Record<Cadence, string> = {
  at_once: 'At once',
  hourly: 'Hourly digest',
  daily: 'Daily digest at 08:00',
  weekly: 'Weekly digest, Monday 08:00',
};

/** Why a channel cannot send with a cadence; null if it can. */
export function cadenceProblem(channel: NoticeChannel, cadence: Cadence): string | null {
  return channel === 'app' && cadence !== 'at_once' ? 'Notices in Fairlead are shown at once, not in digests.' : null;
}

/** When a rule sends. Times are those of the clocks in `timeZone`, `HH:MM`; both are null without quiet hours. */
export type NoticeSchedule = {
  cadence: Cadence;
  timeZone: string;
  quietFrom: string | null;
  quietUntil: string | null;
  /** Whether Saturday and Sunday are quiet all day. */
  quietWeekends: boolean;
};

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** The time of day of daily and weekly digests. */
const DIGEST_TIME = 8 * HOUR;

/** When the digest is due that contains what is written at an instant, ISO 8601 UTC: always later. Null for a rule that sends at once. */
export function nextDigestAt(
  { cadence, timeZone }: Pick<NoticeSchedule, 'cadence' | 'timeZone'>,
  at: string,
): string | null {
  if (cadence === 'at_once') return null;
  const instant = Date.parse(at);
  const clock = instant + offsetOf(timeZone, instant);
  // An hour is an hour also where clocks change within it.
  if (cadence === 'hourly') return new Date(instant + HOUR - (((clock % HOUR) + HOUR) % HOUR)).toISOString();
  for (let day = Math.floor(clock / DAY); ; day += 1) {
    if (cadence === 'weekly' && daysSinceMonday(day) !== 0) continue;
    const due = instantOf(timeZone, day * DAY + DIGEST_TIME);
    if (due > instant) return new Date(due).toISOString();
  }
}

/** 09:00 of the next day on the clock of a zone, ISO 8601 UTC. An unknown zone counts as UTC. */
export function tomorrowMorning(timeZone: string, at: string): string {
  const instant = Date.parse(at);
  const day = Math.floor((instant + offsetOf(timeZone, instant)) / DAY) + 1;
  return new Date(instantOf(timeZone, day * DAY + 9 * HOUR)).toISOString();
}

/** When the quiet hours end that an instant is within, ISO 8601 UTC; null if it is not within any. */
export function quietEnd(schedule: NoticeSchedule, at: string): string | null {
  const instant = Date.parse(at);
  let end = instant;
  // A night may end in a weekend, and a weekend in a night.
  for (let next = periodEnd(schedule, end); next !== null; next = periodEnd(schedule, end)) end = next;
  return end === instant ? null : new Date(end).toISOString();
}

function periodEnd(schedule: NoticeSchedule, at: number): number | null {
  const offset = offsetOf(schedule.timeZone, at);
  const end = weekendEnd(schedule, at + offset) ?? nightEnd(schedule, at + offset);
  if (end === null) return null;
  // In an hour that occurs twice the end is in the same occurrence.
  return offsetOf(schedule.timeZone, end - offset) === offset ? end - offset : instantOf(schedule.timeZone, end);
}

function weekendEnd({ quietWeekends }: NoticeSchedule, clock: number): number | null {
  const day = Math.floor(clock / DAY);
  const weekday = daysSinceMonday(day);
  return quietWeekends && weekday >= 5 ? (day + 7 - weekday) * DAY : null;
}

function nightEnd({ quietFrom, quietUntil }: NoticeSchedule, clock: number): number | null {
  if (quietFrom === null || quietUntil === null) return null;
  const [from, until] = [timeOfDay(quietFrom), timeOfDay(quietUntil)];
  const day = Math.floor(clock / DAY) * DAY;
  const time = clock - day;
  if (from < until) return time >= from && time < until ? day + until : null;
  if (time >= from) return day + DAY + until;
  return time < until ? day + until : null;
}

function timeOfDay(text: string): number {
  const [hours = 0, minutes = 0] = text.split(':').map(Number);
  return hours * HOUR + minutes * 60_000;
}

/** `day`: days since 1 January 1970, which was a Thursday. */
function daysSinceMonday(day: number): number {
  return (((day + 3) % 7) + 7) % 7;
}

/** An unknown zone counts as UTC. */
function offsetOf(timeZone: string, at: number): number {
  return zoneOffset(timeZone, at) ?? 0;
}

function instantOf(timeZone: string, clock: number): number {
  return instantInZone(timeZone, clock) ?? clock;
}
