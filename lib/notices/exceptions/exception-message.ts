import { EXCEPTION_KINDS, SEVERITY_LABELS } from '#lib/model/exception.ts';
import { RESOLUTIONS } from '#lib/model/exception-act.ts';
import type { ExceptionContent, ExceptionNoticeKind, ToldException } from '#lib/model/notice.ts';
import { STAGES } from '#lib/model/shipment.ts';
import { endText, exceptionSentence } from '#lib/words/exception-sentence.ts';
import { moneyText } from '#lib/words/money-text.ts';
import { footerOf, type Message, oneLine } from '../message.ts';

/** A notice of exceptions with what its message contains besides. */
export type ExceptionNoticeOf = {
  kind: ExceptionNoticeKind;
  content: ExceptionContent;
  ruleName: string;
  /** The page of the exception; null if the address of this installation is not configured. */
  link: string | null;
};

/** Rows of several exceptions; the rest is counted. */
const MAX_ROWS = 20;

/** Writes a notice of one exception, or of several of one type, as a message. */
export function exceptionMessage({ kind, content, ruleName, link }: ExceptionNoticeOf): Message {
  const isMixed = content.exceptions.some(({ about }) => about !== undefined);
  const reference = oneLine(isMixed ? 'Exceptions' : content.reference);
  const label = labelOf(content);
  const headline = headlineOf(kind, content);
  const subjects: Record<ExceptionNoticeKind, string> = {
    opened: `${severityOf(content)}: ${reference}, ${label}`,
    worsened: `Now ${severityOf(content).toLowerCase()}: ${reference}, ${label}`,
    ended: `${isResolved(content) ? 'Resolved' : 'Ended'}: ${reference}, ${label}`,
    assigned: `Assigned to you: ${reference}, ${label}`,
    mentioned: `You were mentioned: ${reference}, ${label}`,
  };
  const route = routeOf(content);
  return {
    subject: oneLine([subjects[kind], route].filter(Boolean).join(', ')),
    headline: oneLine(headline),
    explanation: explanationOf(kind, content),
    facts: [...rowsOf(kind, content, link), ...(isMixed ? [] : factsOf(kind, content, route))],
    link,
    linkText: content.exceptions.length > 1 ? 'Open the exceptions' : 'Open the exception',
    footer: kind === 'assigned' || kind === 'mentioned' ? OWN_FOOTER : footerOf(ruleName),
  };
}

const OWN_FOOTER =
  'You receive this because it concerns you. Your account in Fairlead has a setting for these messages.';

/** What a notice of exceptions tells in one line, without a reference. */
export function exceptionLine(kind: ExceptionNoticeKind, content: ExceptionContent): string {
  const [first] = content.exceptions;
  const what = content.exceptions.length === 1 && first ? sentenceOf(kind, content, first) : labelOf(content);
  const lines: Record<ExceptionNoticeKind, string> = {
    opened: what,
    worsened: `Now ${severityOf(content).toLowerCase()}: ${what}`,
    ended: `${isResolved(content) ? 'Resolved' : 'Ended'}: ${what}`,
    assigned: `Assigned to you: ${what}`,
    mentioned: `${content.by ?? 'Somebody'} mentioned you: ${what}`,
  };
  return oneLine(lines[kind]);
}

function headlineOf(kind: ExceptionNoticeKind, content: ExceptionContent): string {
  const line = exceptionLine(kind, content);
  if (content.exceptions.some(({ about }) => about !== undefined)) return line;
  if (kind === 'opened') return `${content.reference}: ${line}`;
  const [begin = '', ...rest] = line.split(': ');
  return `${begin}: ${content.reference}: ${rest.join(': ')}`;
}

function explanationOf(kind: ExceptionNoticeKind, { by, note, exceptions }: ExceptionContent): string | null {
  if (kind === 'mentioned') return note ? oneLine(`${by}: ${note}`) : null;
  if (kind === 'assigned') return by ? oneLine(`${by} assigned it to you.`) : null;
  if (kind === 'worsened') return 'You were told of it when it was less severe.';
  if (kind !== 'ended') return null;
  const [first] = exceptions;
  if (!first?.resolvedBy) return 'You were told of it. What it was about is over.';
  const why = first.resolution ? `: ${RESOLUTIONS[first.resolution]}` : '';
  return oneLine(`You were told of it. ${first.resolvedBy} resolved it${why}.`);
}

/** `Free time ends`, or `Free time ends, 10 times`. */
function labelOf({ exceptionType, exceptions }: ExceptionContent): string {
  if (exceptions.some(({ about }) => about !== undefined)) return `${exceptions.length} exceptions`;
  const { label } = EXCEPTION_KINDS[exceptionType];
  return exceptions.length > 1 ? `${label}, ${exceptions.length} exceptions` : label;
}

const severityOf = ({ exceptions: [first] }: ExceptionContent) => SEVERITY_LABELS[first?.severity ?? 'low'];

function isResolved({ exceptions }: ExceptionContent): boolean {
  return exceptions.some(({ resolvedBy }) => resolvedBy !== null);
}

/** Of one that has ended its facts do not matter any more: what it said last depends on the order of events. */
function sentenceOf(
  kind: ExceptionNoticeKind,
  { exceptionType }: ExceptionContent,
  { details, deadline, about }: ToldException,
): string {
  if (kind === 'ended') return [EXCEPTION_KINDS[exceptionType].label, details.container].filter(Boolean).join(', ');
  return exceptionSentence({ type: about?.type ?? exceptionType, details, deadline });
}

/** Each of several exceptions. */
function rowsOf(kind: ExceptionNoticeKind, content: ExceptionContent, link: string | null): Message['facts'] {
  const { exceptions } = content;
  if (exceptions.length < 2) return [];
  const shown = exceptions.slice(0, MAX_ROWS).map((one) => ({
    label: oneLine(one.about?.reference ?? one.details.container ?? SEVERITY_LABELS[one.severity]),
    value: oneLine(sentenceOf(kind, content, one)),
    link: link && `${link.split('?')[0]}?open=${one.id}`,
  }));
  const rest = exceptions.length - shown.length;
  return rest > 0 ? [...shown, { label: 'Not listed', value: `${rest.toLocaleString('en-US')} more` }] : shown;
}

function factsOf(kind: ExceptionNoticeKind, content: ExceptionContent, route: string): Message['facts'] {
  const [first] = content.exceptions;
  const { action, usualOwner } = EXCEPTION_KINDS[content.exceptionType];
  const isOver = kind === 'ended';
  const amount = first?.details.amount;
  const facts: [string, string | null | undefined | false][] = [
    ['Severity', !isOver && severityOf(content)],
    ['Deadline', !isOver && first?.deadline && endText(first.deadline, first.details.timeZone)],
    ['Next action', !isOver && action],
    ['Usually by', !isOver && usualOwner],
    ['Owner', first?.owner],
    ['Money at risk', !isOver && amount && moneyText(amount)],
    ['Shipment', content.name],
    ['Customer', content.customer],
    ['Purchase orders', content.purchaseOrders.join(', ')],
    ['Route', route],
    ['Carrier', content.carrier],
    ['Vessel', [content.vessel, content.voyage].filter(Boolean).join(', voyage ')],
    ['Status', content.status && STAGES[content.status].label],
  ];
  return facts.flatMap(([label, value]) => (value ? [{ label, value: oneLine(value) }] : []));
}

function routeOf({ origin, destination }: ExceptionContent): string {
  return [origin, destination].flatMap((place) => (place ? [oneLine(place.name)] : [])).join(' → ');
}
