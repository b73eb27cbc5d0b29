import { rankOf, SEVERITIES } from '#lib/model/exception.ts';
import { NOTICE_LABELS, NOTICE_MILESTONES } from '#lib/model/notice.ts';
import type { ClaimedDigest, DigestNotice } from './claim-digest.ts';
import { exceptionLine } from './exceptions/exception-message.ts';
import { momentText } from './local-moment.ts';
import { footerOf, happenedAt, type Message, NEGATIONS, oneLine, SENTENCES } from './message.ts';
import { noticeMessage, noticePath } from './notice-message.ts';

/** Rows of a digest; the rest is counted. */
const MAX_ROWS = 50;

/**
 * The length of all rows. Slack rejects messages that are longer in all than about 13,000 characters; those that Teams accepts have room
 * for so many bytes besides the markup of the rows.
 */
const MAX_LENGTH = 9_000;

/** Writes a digest as one message. A digest of one notice reads like that notice. */
export function digestMessage(
  { notices, ruleName }: Pick<ClaimedDigest, 'notices' | 'ruleName'>,
  appUrl: string | null,
): { message: Message; inReplyTo: string | null } {
  const linkOf = (notice: DigestNotice) => appUrl && `${appUrl}${noticePath(notice)}`;
  const areExceptions = notices.every(({ milestone }) => milestone === null);
  const [only, ...others] = notices;
  if (only && others.length === 0)
    return { message: noticeMessage({ ...only, ruleName, link: linkOf(only) }), inReplyTo: only.inReplyTo };
  const rows = notices.toSorted(inOrder).map((notice) => ({ ...rowOf(notice), link: linkOf(notice) }));
  const shown = fitting(rows);
  const rest = rows.length - shown.length;
  const more = rest > 0 ? [{ label: 'Not listed', value: `${rest.toLocaleString('en-US')} more notices` }] : [];
  const message: Message = {
    subject: `${oneLine(ruleName)}: ${summaryOf(notices)}`,
    headline: `${oneLine(ruleName)}: ${notices.length.toLocaleString('en-US')} notices`,
    explanation: summaryOf(notices),
    facts: [...shown, ...more],
    link: appUrl && `${appUrl}/${areExceptions ? 'exceptions' : 'shipments'}`,
    linkText: areExceptions ? 'Open the exceptions' : 'Open the shipments',
    footer: footerOf(ruleName),
  };
  return { message, inReplyTo: null };
}

/** `2 corrections, 3 delivered, 10 departed`. */
function summaryOf(notices: readonly DigestNotice[]): string {
  const corrections = notices.filter(({ kind }) => kind === 'corrected').length;
  const told = NOTICE_MILESTONES.toReversed().flatMap((milestone) => {
    const count = notices.filter((one) => one.kind === 'told' && one.milestone === milestone).length;
    return count > 0 ? [`${count.toLocaleString('en-US')} ${NOTICE_LABELS[milestone].toLowerCase()}`] : [];
  });
  const corrected = corrections === 1 ? '1 correction' : `${corrections.toLocaleString('en-US')} corrections`;
  return [...(corrections > 0 ? [corrected] : []), ...told, ...exceptionCounts(notices)].join(', ');
}

/** `3 exceptions, 1 worse, 2 ended`. */
function exceptionCounts(notices: readonly DigestNotice[]): string[] {
  const count = (kind: 'opened' | 'worsened' | 'ended') =>
    notices.reduce((sum, one) => sum + (one.kind === kind ? one.content.exceptions.length : 0), 0);
  const [opened, worsened, ended] = [count('opened'), count('worsened'), count('ended')];
  return [
    ...(opened > 0 ? [`${opened.toLocaleString('en-US')} ${opened === 1 ? 'exception' : 'exceptions'}`] : []),
    ...(worsened > 0 ? [`${worsened.toLocaleString('en-US')} worse`] : []),
    ...(ended > 0 ? [`${ended.toLocaleString('en-US')} ended`] : []),
  ];
}

/** Corrections first, then the furthest milestones; it does not depend on the order in which the notices were written. */
function inOrder(one: DigestNotice, other: DigestNotice): number {
  return keyOf(one).localeCompare(keyOf(other), 'en', { numeric: true });
}

function keyOf(notice: DigestNotice): string {
  if (notice.milestone === null) {
    const [first] = notice.content.exceptions;
    const group =
      SEVERITIES.length - rankOf(first?.severity ?? 'low') + (notice.kind === 'ended' ? SEVERITIES.length : 0);
    return `${group} ${notice.content.reference} ${notice.content.exceptionType} ${notice.kind}`;
  }
  const { kind, milestone, content, shipmentId } = notice;
  const group = kind === 'corrected' ? 0 : NOTICE_MILESTONES.length - NOTICE_MILESTONES.indexOf(milestone);
  return `${group} ${content.reference} ${shipmentId}`;
}

function rowOf(notice: DigestNotice): { label: string; value: string } {
  if (notice.milestone === null) {
    const line = exceptionLine(notice.kind, notice.content);
    return {
      label: oneLine(notice.content.reference),
      value: oneLine([line, notice.content.customer].filter(Boolean).join(', ')),
    };
  }
  const { kind, milestone, content } = notice;
  const { reference, customer, place, moment } = content;
  const label = oneLine(reference);
  if (kind === 'corrected') {
    const text = `Correction: ${NEGATIONS[milestone]}; the report was withdrawn by its source`;
    return { label, value: oneLine([text, customer].filter(Boolean).join(', ')) };
  }
  const event = [SENTENCES[milestone], happenedAt(moment && momentText(moment, place?.timeZone ?? null), place)];
  return { label, value: oneLine([event.filter(Boolean).join(' '), customer].filter(Boolean).join(', ')) };
}

/** The first rows that fit in a message. */
function fitting<Row extends { label: string; value: string; link: string | null }>(rows: readonly Row[]): Row[] {
  let length = 0;
  const end = rows.findIndex((row, at) => {
    length += lengthOf(row.label) + lengthOf(row.value) + (row.link?.length ?? 0);
    return at >= MAX_ROWS || length > MAX_LENGTH;
  });
  return end === -1 ? [...rows] : rows.slice(0, end);
}

/** Slack gets `&`, `<` and `>` escaped and counts characters, Teams gets JSON and counts bytes. */
function lengthOf(text: string): number {
  return Math.max(text.replace(/[&<>]/g, '&amp;').length, Buffer.byteLength(JSON.stringify(text)));
}
