import type { NoticeContent, NoticeKind, NoticeMilestone, NoticePlace } from '#lib/model/notice.ts';
import { STAGES } from '#lib/model/shipment.ts';
import { FOLLOWED_RULE_NAME } from '#lib/model/subscription.ts';
import { momentText } from './local-moment.ts';

/** What a message is made of. */
export type NoticeOf = {
  milestone: NoticeMilestone;
  kind: NoticeKind;
  content: NoticeContent;
  ruleName: string;
  /** The page of the shipment; null if the address of this installation is not configured. */
  link: string | null;
};

/** A message without a form: one line of plain text each. */
export type Message = {
  subject: string;
  headline: string;
  /** Explains a correction; null for other notices. */
  explanation: string | null;
  /** `link`: the page of what the label names. */
  facts: { label: string; value: string; link?: string | null }[];
  link: string | null;
  /** The text of the link; `Open the shipment` by default. */
  linkText?: string;
  /** Pages on which its recipient acts. */
  actions?: { text: string; link: string }[];
  footer: string;
};

export const SENTENCES: Record<NoticeMilestone, string> = {
  departed: 'departed',
  arrived: 'arrived',
  delivered: 'was delivered',
};

export const NEGATIONS: Record<NoticeMilestone, string> = {
  departed: 'has not departed',
  arrived: 'has not arrived',
  delivered: 'was not delivered',
};

const SUBJECTS: Record<NoticeMilestone, string> = { departed: 'Departed', arrived: 'Arrived', delivered: 'Delivered' };

/** The longest text of a fact; longer ones of a provider are truncated. */
const MAX_LENGTH = 200;

/** Writes a notice as a message. */
export function messageFor({ milestone, kind, content, ruleName, link }: NoticeOf): Message {
  const { origin, destination } = content;
  const reference = oneLine(content.reference);
  const route = [origin, destination].flatMap((place) => (place ? [oneLine(place.name)] : [])).join(' → ');
  const isCorrection = kind === 'corrected';
  const event = isCorrection
    ? `Correction: ${reference} ${NEGATIONS[milestone]}`
    : `${SUBJECTS[milestone]}: ${reference}`;
  return {
    subject: oneLine([event, route].filter(Boolean).join(', ')),
    headline: isCorrection ? event : `${reference} ${SENTENCES[milestone]}`,
    explanation: isCorrection
      ? `You were told that ${reference} ${SENTENCES[milestone]}. That report was withdrawn by its source.`
      : null,
    facts: factsOf(milestone, isCorrection, content, route),
    link,
    footer: footerOf(ruleName),
  };
}

const FOLLOWED_FOOTER =
  'You receive this because you watch this shipment, its customer or a view, or because you were named as a stakeholder in Fairlead.';

/** Why the recipient gets a message. */
export function footerOf(ruleName: string): string {
  // An admin cannot change why somebody is a stakeholder or watches.
  if (ruleName === FOLLOWED_RULE_NAME) return FOLLOWED_FOOTER;
  return `You receive this because of the notification rule “${oneLine(ruleName)}”. An administrator of Fairlead can change it.`;
}

function factsOf(milestone: NoticeMilestone, isCorrection: boolean, content: NoticeContent, route: string) {
  const { place, moment, eta } = content;
  const facts: [string, string | null | undefined][] = [
    ['Shipment', content.name],
    ['Customer', content.customer],
    ['Purchase orders', content.purchaseOrders.join(', ')],
    ['Route', route],
    [
      SUBJECTS[milestone],
      isCorrection ? null : happenedAt(moment && momentText(moment, place?.timeZone ?? null), place),
    ],
    ['Expected arrival', isCorrection ? null : eta && momentText(eta, null)],
    ['Carrier', content.carrier],
    ['Vessel', [content.vessel, content.voyage].filter(Boolean).join(', voyage ')],
    ['Status', STAGES[content.status].label],
  ];
  return facts.flatMap(([label, value]) => (value ? [{ label, value: oneLine(value) }] : []));
}

/** When and where something happened, as far as it is known. */
export function happenedAt(time: string | null, place: NoticePlace | null): string {
  return [time, place?.name].filter(Boolean).join(', ');
}

/** Text of a provider as one line: without control characters, and not longer than a screen. */
export function oneLine(text: string): string {
  const line = text
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .replace(/ {2,}/g, ' ')
    .trim();
  return line.length > MAX_LENGTH ? `${line.slice(0, MAX_LENGTH - 1).toWellFormed()}…` : line;
}

/** The message as plain text. `unsubscribe` is the address of a page. */
export function plainText(
  { headline, explanation, facts, link, actions = [], footer }: Message,
  unsubscribe?: string,
): string {
  const lines = facts.map(({ label, value }) => `${label}: ${value}`);
  const foot = ['--', footer, unsubscribe && `Unsubscribe: ${unsubscribe}`].filter(Boolean).join('\n');
  const acts = actions.map((action) => `${action.text}: ${action.link}`);
  return [headline, explanation, lines.join('\n'), link, acts.join('\n'), foot].filter(Boolean).join('\n\n');
}
