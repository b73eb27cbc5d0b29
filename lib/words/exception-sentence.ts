import { REQUIRED_DOCUMENT_LABELS } from '#lib/model/checklist.ts';
import { EXCEPTION_KINDS, type ExceptionDetails, type ExceptionType } from '#lib/model/exception.ts';
import type { Words } from '#lib/model/language.ts';
import { dayAt, timeBehind } from '#lib/model/lateness.ts';
import { milestoneKind } from '#lib/model/milestone.ts';
import { windowEnd } from '#lib/model/time-window.ts';
import { checkText, unreadableText } from './check-text.ts';
import { exceptionText, inWords, milestoneLabel } from './code-words.ts';
import { spanText } from './span-text.ts';
import { dayText, localTime, momentText } from './time-text.ts';
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
  return write({ type, details: { ...details, shownIn }, deadline }) ?? words.t(EXCEPTION_KINDS[type].label);
}

type Details = ExceptionDetails & { shownIn: string | null };
type Shown = Stated & { details: Details };
type Sentence = (shown: Shown) => string | null;

const SENTENCES: Partial<Record<ExceptionType, Sentence>> = {
  'charge.lfd_near': (stated) => freeTimeSentence(stated, 'ends'),
  'charge.lfd_past': (stated) => freeTimeSentence(stated, 'ended'),
  'charge.empty_return_near': (stated) => returnSentence(stated, 'is'),
  'charge.empty_return_past': (stated) => returnSentence(stated, 'was'),
  'arrival.slip': ({ details }) => reported(details) ?? slipSentence(details),
  'arrival.overdue': ({ details }) => expectedSentence('Arrival', 'at', details),
  'departure.late': ({ details }) => reported(details) ?? departureSentence(details),
  'departure.rolled': ({ details }) => changeSentence('Rolled', details),
  'departure.vessel_changed': ({ details }) => changeSentence('Vessel changed', details),
  'departure.pod_changed': ({ details }) => changeSentence('Port of discharge changed', details),
  'transshipment.missed': ({ details }) => connectionSentence(details),
  'transshipment.dwell': ({ details }) => expectedSentence('Departure', 'from', details),
  'milestone.missing': ({ details }) => reported(details) ?? milestoneSentence(details),
  'document.missing': ({ details }) => reported(details) ?? documentSentence(details),
  'invoice.variance': ({ details }) => invoiceSentence(details),
  'invoice.duplicate': ({ details }) => duplicateSentence(details),
  'data.conflict': ({ details }) => details.reason?.replace(/^Data conflict: /, '') ?? null,
  'data.silent': ({ details }) => silenceSentence(details),
  'data.unreadable': ({ details }) => unreadableSentence(details),
  'reference.invalid': ({ details: { container } }) =>
    container ? `${container} is not a valid container number` : null,
};

/** The alert of a source, as a milestone with its reason; null for what was derived. */
function reported({ milestone, reason }: ExceptionDetails): string | null {
  if (!milestone || milestoneKind(milestone).exception === undefined) return null;
  return exceptionText({ code: milestone, reason: reason ?? null });
}

function holdSentence({ type, details: { reason, place } }: Shown): string {
  const { label } = EXCEPTION_KINDS[type];
  const why = reason ? inWords(reason) : '';
  const text =
    why === '' || why.toLowerCase().includes(label.toLowerCase()) ? why || label : `${label}: ${why.toLowerCase()}`;
  return place ? `${text}, ${place}` : text;
}

function freeTimeSentence({ details, deadline }: Shown, verb: 'ends' | 'ended'): string {
  const { container, timeZone, shownIn } = details;
  const of = container ? `Free time of ${container}` : 'Free time';
  if (deadline !== null) return `${of} ${verb} ${endText(deadline, timeZone, shownIn)}`;
  return verb === 'ends' ? `${of} ends soon` : `${of} ended`;
}

function returnSentence(
  { details: { container, timeZone, shownIn }, deadline }: Shown,
  verb: 'is' | 'was',
): string | null {
  if (container === undefined || deadline === null) return null;
  return `Empty ${container} ${verb} due back ${endText(deadline, timeZone, shownIn)}`;
}

const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const HALF_DAY_MS = 12 * 3_600_000;

/**
 * `Fri 3 Apr 23:59`: the end of a day is the last minute of it. Without a time zone free time ends with the day in the last zone of the
 * world, so that only the day is shown. In the time zone `shownIn` it is the same minute, with its zone: `Fri 3 Apr 15:59 UTC`.
 */
export function endText(deadline: string, timeZone: string | undefined, shownIn: string | null = null): string {
  if (timeZone === undefined)
    return weekday(new Date(Date.parse(deadline) - HALF_DAY_MS - 1).toISOString().slice(0, 10));
  const at = (ms: number, shown: string | null) =>
    localTime({ at: new Date(ms).toISOString(), text: '', offset: 'Z', precision: 'time' }, timeZone, shown);
  const end = Date.parse(deadline);
  const { day, clock, zone } = at(at(end, null).clock === '00:00' ? end - 1 : end, shownIn);
  return [weekday(day), clock, shownIn === null ? null : zone].filter(Boolean).join(' ');
}

const weekday = (day: string) => `${WEEKDAYS[new Date(day).getUTCDay()]} ${dayText(day)}`;

function slipSentence({ expected, now, days, timeZone, shownIn }: Details): string | null {
  if (!expected || !now) return null;
  if (days !== undefined && days > 0) {
    const promised = dayAt(windowEnd(expected, timeZone), timeZone);
    return `Arrives ${days} d late: ${dayText(promised)} → ${dayText(dayAt(now, timeZone))}`;
  }
  const hours = Math.floor(timeBehind(expected, now, timeZone) / 3_600_000);
  return `Arrives ${hours} h late: ${momentText(expected, timeZone, shownIn)} → ${momentText(now, timeZone, shownIn)}`;
}

function expectedSentence(what: string, preposition: string, details: Details): string | null {
  const { expected, place, timeZone, shownIn } = details;
  if (!expected) return null;
  const where = place ? ` ${preposition} ${place}` : '';
  return `${what}${where} was expected ${momentText(expected, timeZone, shownIn)}, not reported yet`;
}

const CLASSIFIERS: Readonly<Record<string, string>> = { PLN: 'planned', EST: 'estimated', ACT: 'actual' };

function unreadableSentence({ milestone, field, line, from, to }: ExceptionDetails): string | null {
  if (from === undefined) return null;
  if (field !== undefined) return unreadableText(line === undefined ? field : `${field} ${line}`, from);
  if (!milestone) return null;
  return `${milestoneLabel(milestone)}, ${CLASSIFIERS[to ?? ''] ?? 'stated'}: “${from}” is no date`;
}

/** A truck that did not come to the pick-up is late before its departure is. */
function departureSentence(details: Details): string | null {
  return details.milestone === 'AT_PICKUP'
    ? milestoneSentence(details)
    : expectedSentence('Departure', 'from', details);
}

function milestoneSentence(details: Details): string | null {
  const { milestone, expected, place, timeZone, shownIn } = details;
  if (!milestone) return null;
  if (milestone === 'DEPARTED') return expectedSentence('Departure', 'from', details);
  if (milestone === 'ARRIVED') return expectedSentence('Arrival', 'at', details);
  const what = [milestoneLabel(milestone), place && `at ${place}`].filter(Boolean).join(' ');
  return expected
    ? `${what} was expected ${momentText(expected, timeZone, shownIn)}, not reported yet`
    : `${what} not reported yet`;
}

function changeSentence(what: string, { from, to, expected, now, timeZone }: ExceptionDetails): string | null {
  if (!to) return null;
  const change = from ? `${what} from ${from} to ${to}` : `${what} to ${to}`;
  if (!expected || !now) return change;
  return `${change}: departs ${dayText(dayAt(expected, timeZone))} → ${dayText(dayAt(now, timeZone))}`;
}

function connectionSentence({ expected, now, place, timeZone, shownIn }: Details): string | null {
  if (!expected || !now) return null;
  const where = place ? ` at ${place}` : '';
  return `Connection${where} departs ${momentText(expected, timeZone, shownIn)}, before the arrival ${momentText(now, timeZone, shownIn)}`;
}

function documentSentence({ documents = [] }: ExceptionDetails): string | null {
  if (documents.length === 0) return null;
  const names = documents.map((key) => documentName(key)).join(', ');
  return documents.length === 1 ? `Document missing: ${names}` : `${documents.length} documents missing: ${names}`;
}

const documentName = (key: string) => (REQUIRED_DOCUMENT_LABELS[key] ?? inWords(key)).toLowerCase();

function invoiceSentence({ checks = [], amount }: ExceptionDetails): string | null {
  const [first, ...others] = checks;
  if (!first) return null;
  const text = checkText(first, amount?.currency ?? null);
  return others.length === 0 ? text : `${text}, and ${others.length} more`;
}

function duplicateSentence({ invoices: [mine, other] = [] }: ExceptionDetails): string | null {
  if (!mine || !other) return null;
  const issued = other.issuedOn ? `, issued ${dayText(other.issuedOn)}` : '';
  return `${mine.number} has the number, vendor and amount of ${other.number}${issued}`;
}

function silenceSentence({ expected, usualGapSeconds, shownIn }: Details): string | null {
  if (!expected || usualGapSeconds === undefined) return null;
  return `No webhook since ${momentText(expected, null, shownIn)}, usually one every ${spanText(usualGapSeconds * 1_000)}`;
}
