import type { SnoozeUntil } from '#lib/model/exception-act.ts';
import { ageText, momentText, spanText } from '../time/format.ts';
import type { Tone } from '../ui/chip.tsx';

/** The times of an exception; instants as ISO 8601 UTC. */
export type Timed = {
  state: 'open' | 'snoozed' | 'resolved' | 'ended';
  deadline: string | null;
  openedAt: string;
  closedAt: string | null;
  resolvedAt: string | null;
  snoozedUntil: string | null;
  snoozedFor: SnoozeUntil | null;
};

/** The clock of an exception: its text, what it counts, and how much it matters. */
export type ExceptionClock = { text: string; title: string; tone: Tone };

const SOON_MS = 24 * 3_600_000;

/**
 * Time to the deadline, or since it passed; without one, how long it is open. When it is not open: since when, or until when, in the time
 * zone `shownIn` or UTC.
 */
export function exceptionClock(row: Timed, now: number, shownIn: string | null = null): ExceptionClock {
  const since = (at: string | null) => ageText(Math.max(0, now - Date.parse(at ?? '')));
  const ago = (at: string | null) => (since(at) === 'now' ? 'just now' : `${since(at)} ago`);
  if (row.state === 'ended') return { text: `ended ${ago(row.closedAt)}`, title: 'Its evidence ended', tone: 'none' };
  if (row.state === 'resolved')
    return { text: `resolved ${ago(row.resolvedAt)}`, title: 'A person resolved it', tone: 'done' };
  if (row.state === 'snoozed') return { text: snoozeText(row, shownIn), title: 'Snoozed', tone: 'none' };
  if (row.deadline === null) {
    const age = since(row.openedAt);
    return { text: age === 'now' ? 'new' : `open ${age}`, title: 'Since it opened', tone: 'none' };
  }
  const left = Date.parse(row.deadline) - now;
  if (left < 0) return { text: `${spanText(left)} past`, title: 'Since the deadline', tone: 'late' };
  return { text: `${spanText(left)} left`, title: 'To the deadline', tone: left < SOON_MS ? 'risk' : 'none' };
}

/** Until when it is snoozed: `until 3 Apr 09:00 UTC`, `until the next milestone`, `until it gets worse`. */
export function snoozeText(
  { snoozedUntil, snoozedFor }: Pick<Timed, 'snoozedUntil' | 'snoozedFor'>,
  shownIn: string | null = null,
): string {
  return untilText(snoozedFor?.until ?? snoozedUntil ?? '', shownIn);
}

/** The same from the `until` of a command: a word or an instant. */
export function untilText(until: string, shownIn: string | null = null): string {
  if (until === 'milestone') return 'until the next milestone';
  if (until === 'worse') return 'until it gets worse';
  if (Number.isNaN(Date.parse(until))) return 'for a while';
  const moment = { at: new Date(until).toISOString(), text: until, offset: 'Z', precision: 'time' } as const;
  return `until ${momentText(moment, null, shownIn)}`;
}
