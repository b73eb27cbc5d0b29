import type { SnoozeUntil } from '#lib/model/exception-act.ts';
import type { Words } from '#lib/model/language.ts';
import { ENGLISH } from '#lib/words/words-of.ts';
import { ageText, MINUTE_MS, spanText } from '../time/format.ts';
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
export function exceptionClock(
  row: Timed,
  now: number,
  shownIn: string | null = null,
  words: Words = ENGLISH,
): ExceptionClock {
  const { t } = words;
  if (row.state === 'ended')
    return {
      text: t('ended {ago}', { ago: agoText(row.closedAt, now, words) }),
      title: t('Its evidence ended'),
      tone: 'none',
    };
  if (row.state === 'resolved') {
    const text = t('resolved {ago}', { ago: agoText(row.resolvedAt, now, words) });
    return { text, title: t('A person resolved it'), tone: 'done' };
  }
  if (row.state === 'snoozed') return { text: snoozeText(row, shownIn, words), title: t('Snoozed'), tone: 'none' };
  if (row.deadline === null) {
    const open = passed(row.openedAt, now);
    const text = open < MINUTE_MS ? t('new') : t('open {age}', { age: ageText(open, words) });
    return { text, title: t('Since it opened'), tone: 'none' };
  }
  const left = Date.parse(row.deadline) - now;
  const span = spanText(left, words);
  if (left < 0) return { text: t('{span} past', { span }), title: t('Since the deadline'), tone: 'late' };
  return { text: t('{span} left', { span }), title: t('To the deadline'), tone: left < SOON_MS ? 'risk' : 'none' };
}

const passed = (at: string | null, now: number) => Math.max(0, now - Date.parse(at ?? ''));

function agoText(at: string | null, now: number, words: Words): string {
  const age = passed(at, now);
  return age < MINUTE_MS ? words.t('just now') : words.t('{age} ago', { age: ageText(age, words) });
}

/** Until when it is snoozed: `until 3 Apr 09:00 UTC`, `until the next milestone`, `until it gets worse`. */
export function snoozeText(
  { snoozedUntil, snoozedFor }: Pick<Timed, 'snoozedUntil' | 'snoozedFor'>,
  shownIn: string | null = null,
  words: Words = ENGLISH,
): string {
  return untilText(snoozedFor?.until ?? snoozedUntil ?? '', shownIn, words);
}

/** The same from the `until` of a command: a word or an instant. */
export function untilText(until: string, shownIn: string | null = null, words: Words = ENGLISH): string {
  const { t } = words;
  if (until === 'milestone') return t('until the next milestone');
  if (until === 'worse') return t('until it gets worse');
  if (Number.isNaN(Date.parse(until))) return t('for a while');
  const moment = { at: new Date(until).toISOString(), text: until, offset: 'Z', precision: 'time' } as const;
  return t('until {date}', { date: words.moment(moment, null, shownIn) });
}
