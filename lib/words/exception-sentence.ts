import { REQUIRED_DOCUMENT_LABELS } from '#lib/model/checklist.ts';
import { EXCEPTION_KINDS, type ExceptionDetails, type ExceptionType } from '#lib/model/exception.ts';
import type { Words } from '#lib/model/language.ts';
import { dayAt, timeBehind } from '#lib/model/lateness.ts';
import { milestoneKind } from '#lib/model/milestone.ts';
import { windowEnd } from '#lib/model/time-window.ts';
import { checkText, unreadableText } from './check-text.ts';
import { exceptionText, inWords, milestoneLabel } from './code-words.ts';
import { spanText } from './span-text.ts';
import { statusReason } from './status-reason.ts';
import { localTime } from './time-text.ts';
import { ENGLISH } from './words-of.ts';

/** What the sentence about an exception is made of. */
export type Stated = { type: ExceptionType; details: ExceptionDetails; deadline: string | null };

/**
 * What is wrong, in one short sentence; only the label of its type where facts are missing. Times are on the clock of the place, or in the
 * time zone `shownIn` that a user wants. Days without a clock are always those of the place, where they are counted.
 */
export function exceptionSentence(
  { type, details, deadline }: Stated,
  shownIn: string | null = null,
  words: Words = ENGLISH,
): string {
  const write = SENTENCES[type] ?? holdSentence;
  return write({ type, details: { ...details, shownIn }, deadline }, words) ?? words.t(EXCEPTION_KINDS[type].label);
}

type Details = ExceptionDetails & { shownIn: string | null };
type Shown = Stated & { details: Details };
type Sentence = (shown: Shown, words: Words) => string | null;

const SENTENCES: Partial<Record<ExceptionType, Sentence>> = {
  'charge.lfd_near': endingSentence,
  'charge.lfd_past': endedSentence,
  'charge.empty_return_near': (shown, words) => returnSentence(shown, 'Empty {container} is due back {end}', words),
  'charge.empty_return_past': (shown, words) => returnSentence(shown, 'Empty {container} was due back {end}', words),
  'arrival.slip': ({ details }, words) => reported(details, words) ?? slipSentence(details, words),
  'arrival.overdue': ({ details }, words) => expectedSentence(ARRIVAL, details, words),
  'departure.late': ({ details }, words) => reported(details, words) ?? departureSentence(details, words),
  'departure.rolled': ({ details }, words) => changeSentence(ROLLED, details, words),
  'departure.vessel_changed': ({ details }, words) => changeSentence(VESSEL_CHANGED, details, words),
  'departure.pod_changed': ({ details }, words) => changeSentence(POD_CHANGED, details, words),
  'transshipment.missed': ({ details }, words) => connectionSentence(details, words),
  'transshipment.dwell': ({ details }, words) => expectedSentence(DEPARTURE, details, words),
  'milestone.missing': ({ details }, words) => reported(details, words) ?? milestoneSentence(details, words),
  'document.missing': ({ details }, words) => reported(details, words) ?? documentSentence(details, words),
  'invoice.variance': ({ details }, words) => invoiceSentence(details, words),
  'invoice.duplicate': ({ details }, words) => duplicateSentence(details, words),
  'data.conflict': ({ details }, words) => conflictSentence(details, words),
  'data.silent': ({ details }, words) => silenceSentence(details, words),
  'data.unreadable': ({ details }, words) => unreadableSentence(details, words),
  'reference.invalid': ({ details: { container } }, { t }) =>
    container ? t('{container} is not a valid container number', { container }) : null,
};

/** The alert of a source, as a milestone with its reason; null for what was derived. */
function reported({ milestone, reason }: ExceptionDetails, words: Words): string | null {
  if (!milestone || milestoneKind(milestone).exception === undefined) return null;
  return exceptionText({ code: milestone, reason: reason ?? null }, words);
}

function holdSentence({ type, details: { reason, place } }: Shown, words: Words): string {
  const { label } = EXCEPTION_KINDS[type];
  const why = reason ? inWords(reason) : '';
  const covers = why === '' || why.toLowerCase().includes(label.toLowerCase());
  const what = covers
    ? words.t(why || label)
    : words.t('{what}: {why}', { what: words.t(label), why: words.inside(words.t(why)) });
  return place ? words.t('{what}, {place}', { what, place }) : what;
}

function endingSentence({ details: { container = '', timeZone, shownIn }, deadline }: Shown, words: Words): string {
  const { t } = words;
  if (deadline === null)
    return t(container ? 'Free time of {container} ends soon' : 'Free time ends soon', { container });
  const end = endText(deadline, timeZone, shownIn, words);
  return t(container ? 'Free time of {container} ends {end}' : 'Free time ends {end}', { container, end });
}

function endedSentence({ details: { container = '', timeZone, shownIn }, deadline }: Shown, words: Words): string {
  const { t } = words;
  if (deadline === null) return t(container ? 'Free time of {container} ended' : 'Free time ended', { container });
  const end = endText(deadline, timeZone, shownIn, words);
  return t(container ? 'Free time of {container} ended {end}' : 'Free time ended {end}', { container, end });
}

function returnSentence(
  { details: { container, timeZone, shownIn }, deadline }: Shown,
  text: string,
  words: Words,
): string | null {
  if (container === undefined || deadline === null) return null;
  return words.t(text, { container, end: endText(deadline, timeZone, shownIn, words) });
}

const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const HALF_DAY_MS = 12 * 3_600_000;

/**
 * `Fri 3 Apr 23:59`: the end of a day is the last minute of it. Without a time zone free time ends with the day in the last zone of the
 * world, so that only the day is shown. In the time zone `shownIn` it is the same minute, with its zone: `Fri 3 Apr 15:59 UTC`.
 */
export function endText(
  deadline: string,
  timeZone: string | undefined,
  shownIn: string | null = null,
  words: Words = ENGLISH,
): string {
  if (timeZone === undefined)
    return weekday(new Date(Date.parse(deadline) - HALF_DAY_MS - 1).toISOString().slice(0, 10), words);
  const at = (ms: number, shown: string | null) =>
    localTime({ at: new Date(ms).toISOString(), text: '', offset: 'Z', precision: 'time' }, timeZone, shown);
  const end = Date.parse(deadline);
  const { day, clock, zone } = at(at(end, null).clock === '00:00' ? end - 1 : end, shownIn);
  return [weekday(day, words), clock, shownIn === null ? null : zone].filter(Boolean).join(' ');
}

function weekday(day: string, { t, day: written }: Words): string {
  return t('{weekday} {day}', { weekday: t(WEEKDAYS[new Date(day).getUTCDay()] ?? ''), day: written(day) });
}

function slipSentence({ expected, now, days, timeZone, shownIn }: Details, words: Words): string | null {
  if (!expected || !now) return null;
  if (days !== undefined && days > 0) {
    const before = words.day(dayAt(windowEnd(expected, timeZone), timeZone));
    return words.t('Arrives {n} d late: {before} → {after}', {
      ...{ n: String(days), before, after: words.day(dayAt(now, timeZone)) },
    });
  }
  const [before, after] = [expected, now].map((moment) => words.moment(moment, timeZone, shownIn));
  const hours = Math.floor(timeBehind(expected, now, timeZone) / 3_600_000);
  return words.t('Arrives {n} h late: {before} → {after}', {
    n: String(hours),
    before: before ?? '',
    after: after ?? '',
  });
}

/** A sentence with the place that is known, and without. */
type Placed = { at: string; nowhere: string };

const ARRIVAL: Placed = {
  at: 'Arrival at {place} was expected {date}, not reported yet',
  nowhere: 'Arrival was expected {date}, not reported yet',
};
const DEPARTURE: Placed = {
  at: 'Departure from {place} was expected {date}, not reported yet',
  nowhere: 'Departure was expected {date}, not reported yet',
};
const EXPECTED: Placed = {
  at: '{milestone} at {place} was expected {date}, not reported yet',
  nowhere: '{milestone} was expected {date}, not reported yet',
};
const UNREPORTED: Placed = {
  at: '{milestone} at {place} not reported yet',
  nowhere: '{milestone} not reported yet',
};

function expectedSentence({ at, nowhere }: Placed, details: Details, words: Words, milestone = ''): string | null {
  const { expected, place, timeZone, shownIn } = details;
  if (!expected) return null;
  const date = words.moment(expected, timeZone, shownIn);
  return words.t(place ? at : nowhere, { milestone, place: place ?? '', date });
}

const CLASSIFIERS: Readonly<Record<string, string>> = { PLN: 'planned', EST: 'estimated', ACT: 'actual' };

function unreadableSentence({ milestone, field, line, from, to }: ExceptionDetails, words: Words): string | null {
  if (from === undefined) return null;
  if (field !== undefined) return unreadableText(line === undefined ? field : `${field} ${line}`, from, words);
  if (!milestone) return null;
  return words.t('{milestone}, {classifier}: “{text}” is no date', {
    milestone: milestoneLabel(milestone, words),
    classifier: words.t(CLASSIFIERS[to ?? ''] ?? 'stated'),
    text: from,
  });
}

/** A truck that did not come to the pick-up is late before its departure is. */
function departureSentence(details: Details, words: Words): string | null {
  return details.milestone === 'AT_PICKUP'
    ? milestoneSentence(details, words)
    : expectedSentence(DEPARTURE, details, words);
}

function milestoneSentence(details: Details, words: Words): string | null {
  const { milestone: code, place } = details;
  if (!code) return null;
  if (code === 'DEPARTED') return expectedSentence(DEPARTURE, details, words);
  if (code === 'ARRIVED') return expectedSentence(ARRIVAL, details, words);
  const milestone = milestoneLabel(code, words);
  return (
    expectedSentence(EXPECTED, details, words, milestone) ??
    words.t(place ? UNREPORTED.at : UNREPORTED.nowhere, { milestone, place: place ?? '' })
  );
}

/** A change with the value before it that is known, and without. */
type Change = { between: string; to: string };

const ROLLED: Change = { between: 'Rolled from {from} to {to}', to: 'Rolled to {to}' };
const VESSEL_CHANGED: Change = { between: 'Vessel changed from {from} to {to}', to: 'Vessel changed to {to}' };
const POD_CHANGED: Change = {
  between: 'Port of discharge changed from {from} to {to}',
  to: 'Port of discharge changed to {to}',
};

function changeSentence(
  texts: Change,
  { from, to, expected, now, timeZone }: ExceptionDetails,
  { t, day }: Words,
): string | null {
  if (!to) return null;
  const change = t(from ? texts.between : texts.to, { from: from ?? '', to });
  if (!expected || !now) return change;
  return t('{change}: departs {before} → {after}', {
    ...{ change, before: day(dayAt(expected, timeZone)), after: day(dayAt(now, timeZone)) },
  });
}

function connectionSentence({ expected, now, place, timeZone, shownIn }: Details, words: Words): string | null {
  if (!expected || !now) return null;
  return words.t(
    place
      ? 'Connection at {place} departs {departure}, before the arrival {arrival}'
      : 'Connection departs {departure}, before the arrival {arrival}',
    {
      place: place ?? '',
      departure: words.moment(expected, timeZone, shownIn),
      arrival: words.moment(now, timeZone, shownIn),
    },
  );
}

function documentSentence({ documents = [] }: ExceptionDetails, words: Words): string | null {
  if (documents.length === 0) return null;
  const names = documents.map((key) => words.inside(words.t(REQUIRED_DOCUMENT_LABELS[key] ?? inWords(key))));
  return words.counted(documents.length, 'Document missing: {names}', '{n} documents missing: {names}', {
    names: names.join(words.language === 'zh' ? '、' : ', '),
  });
}

function invoiceSentence({ checks = [], amount }: ExceptionDetails, words: Words): string | null {
  const [first, ...others] = checks;
  if (!first) return null;
  const text = checkText(first, amount?.currency ?? null, words);
  return others.length === 0 ? text : words.t('{text}, and {n} more', { text, n: others.length });
}

function duplicateSentence({ invoices: [mine, other] = [] }: ExceptionDetails, { t, day }: Words): string | null {
  if (!mine || !other) return null;
  return t(
    other.issuedOn
      ? '{number} has the number, vendor and amount of {other}, issued {date}'
      : '{number} has the number, vendor and amount of {other}',
    { number: mine.number, other: other.number, date: other.issuedOn ? day(other.issuedOn) : '' },
  );
}

/** The reason was written in English when the contradiction was found: `Departed CNSHA, but the provider's status is "booked"`. */
function conflictSentence({ reason }: ExceptionDetails, words: Words): string | null {
  const text = reason?.replace(/^Data conflict: /, '') ?? null;
  const [, why, status = ''] = /^(.+), but the provider's status is "(.*)"$/.exec(text ?? '') ?? [];
  if (words.language === 'en' || why === undefined) return text;
  return words.t('{reason}, but the provider\'s status is "{status}"', {
    reason: statusReason(why, words),
    status: words.t(inWords(status)),
  });
}

function silenceSentence({ expected, usualGapSeconds, shownIn }: Details, words: Words): string | null {
  if (!expected || usualGapSeconds === undefined) return null;
  return words.t('No webhook since {since}, usually one every {gap}', {
    since: words.moment(expected, null, shownIn),
    gap: spanText(usualGapSeconds * 1_000, words),
  });
}
