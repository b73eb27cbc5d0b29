import type { Demurrage, Unassessed } from './demurrage.ts';
import { lookup } from './lookup.ts';
import type { MilestoneCode } from './milestone.ts';
import type { InvoiceCheckCode, UnreadableField } from './record.ts';
import type { Moment } from './time.ts';

/** The groups of the inbox, in the order in which it lists them. */
export const EXCEPTION_GROUPS = {
  holds: 'Holds',
  charges: 'Possible charges',
  arrival: 'Arrival delays',
  departure: 'Departure delays and rollovers',
  transshipment: 'Transshipment',
  milestones: 'Missing milestones',
  documents: 'Documents',
  invoices: 'Invoices',
  data: 'Data',
} as const;
export type ExceptionGroup = keyof typeof EXCEPTION_GROUPS;

/** From the least severe. */
export const SEVERITIES = ['low', 'medium', 'high', 'critical'] as const;
export type Severity = (typeof SEVERITIES)[number];
export const SEVERITY_LABELS: Record<Severity, string> = {
  low: 'Low',
  medium: 'Medium',
  high: 'High',
  critical: 'Critical',
};

/** At least this severe from so many hours before the deadline on; a negative number is that many hours after it. */
type Step = readonly [hours: number, severity: Severity];

type ExceptionKind = {
  label: string;
  group: ExceptionGroup;
  /** Who usually solves it, in words: the owner that is proposed. */
  usualOwner: string;
  /** The next action. */
  action: string;
  /** Its severity grows as the deadline comes near. */
  steps: readonly Step[];
};

const COSTS: readonly Step[] = [
  [72, 'high'],
  [24, 'critical'],
];
const LAST_DAY: readonly Step[] = [[24, 'high']];
const THREE_DAYS_LATE: readonly Step[] = [[-72, 'high']];

const hold = (label: string, usualOwner: string, action: string): ExceptionKind => ({
  ...{ label, group: 'holds', usualOwner, action, steps: COSTS },
});
const charge = (label: string, action: string): ExceptionKind => ({
  ...{ label, group: 'charges', usualOwner: 'Drayage', action, steps: COSTS },
});
const of = (
  group: ExceptionGroup,
  usualOwner: string,
  label: string,
  action: string,
  steps: readonly Step[] = [],
): ExceptionKind => ({ label, group, usualOwner, action, steps });

/** The closed list of types. */
export const EXCEPTION_KINDS = {
  'hold.customs': hold('Customs hold', 'Customs broker', 'Ask the broker what customs needs'),
  'hold.agency': hold('Agency hold', 'Customs broker', 'Ask the broker what the agency needs'),
  'hold.terminal': hold('Terminal hold', 'Drayage', 'Ask the terminal what releases it'),
  'hold.freight': hold('Freight hold', 'Accounting', 'Pay the freight or obtain the release'),
  'hold.other': hold('Hold', 'Operator', 'Ask who placed the hold'),
  'charge.lfd_near': charge('Free time ends', 'Book the pick-up'),
  'charge.lfd_past': charge('Free time over', 'Pick up and stop the charges'),
  'charge.empty_return_near': charge('Empty return due', 'Return the empty container'),
  'charge.empty_return_past': charge('Empty return overdue', 'Return the empty container'),
  'arrival.slip': of('arrival', 'Operator', 'Arrives late', 'Tell the customer the new date'),
  'arrival.overdue': of('arrival', 'Operator', 'Arrival overdue', 'Ask the carrier where it is', THREE_DAYS_LATE),
  'departure.late': of(
    'departure',
    'Operator',
    'Departure overdue',
    'Ask the carrier whether the cargo has left',
    THREE_DAYS_LATE,
  ),
  'departure.rolled': of('departure', 'Operator', 'Rolled', 'Check the new sailing against the required date'),
  'departure.vessel_changed': of('departure', 'Operator', 'Vessel changed', 'Check the new sailing'),
  'departure.pod_changed': of('departure', 'Operator', 'Port of discharge changed', 'Arrange the on-carriage again'),
  'transshipment.missed': of('transshipment', 'Operator', 'Connection missed', 'Ask the carrier for the next sailing'),
  'transshipment.dwell': of(
    'transshipment',
    'Operator',
    'Waits at transshipment',
    'Ask the carrier for the next sailing',
    THREE_DAYS_LATE,
  ),
  'milestone.missing': of('milestones', 'Operator', 'Milestone overdue', 'Ask the carrier whether it happened'),
  'document.missing': of('documents', 'Documentation', 'Documents missing', 'Ask for the documents', LAST_DAY),
  'invoice.variance': of(
    'invoices',
    'Accounting',
    'Invoice does not add up',
    'Dispute or accept the difference',
    COSTS,
  ),
  'invoice.duplicate': of('invoices', 'Accounting', 'Duplicate invoice', 'Have one of the two voided', COSTS),
  'data.conflict': of('data', 'Operator', 'Sources contradict each other', 'Find out which is right'),
  'data.silent': of('data', 'Operator', 'Source is silent', 'Check the integration'),
  'data.unreadable': of('data', 'Operator', 'Value cannot be read', 'Have it corrected at its source'),
  'reference.invalid': of('data', 'Operator', 'Container number invalid', 'Correct the number at its source'),
} as const satisfies Record<string, ExceptionKind>;
export type ExceptionType = keyof typeof EXCEPTION_KINDS;
export const EXCEPTION_TYPES = Object.keys(EXCEPTION_KINDS) as [ExceptionType, ...ExceptionType[]];

/** The properties of a type, with its steps in their general form. */
export function exceptionKind(type: ExceptionType): ExceptionKind {
  return EXCEPTION_KINDS[type];
}

/** Whether a text names a type. */
export function isExceptionType(text: string): text is ExceptionType {
  return lookup(EXCEPTION_KINDS, text) !== undefined;
}

/** Whether a type is about a charge that grows each day. */
export function isCharge(type: ExceptionType): boolean {
  return exceptionKind(type).group === 'charges';
}

/** Whether exceptions of a type stay open after the delivery of their shipment: empty containers are returned then. */
export function outlivesDelivery(type: ExceptionType): boolean {
  return type === 'charge.empty_return_near' || type === 'charge.empty_return_past';
}

/** The facts of an exception; which of them it has depends on its type. */
export type ExceptionDetails = {
  /** What was promised or expected, and what is expected now. */
  expected?: Moment | undefined;
  now?: Moment | undefined;
  /** The calendar days from `expected` to `now`. */
  days?: number | undefined;
  /** Values before and after a change, or of two sources: vessels, ports, statuses. */
  from?: string | undefined;
  to?: string | undefined;
  milestone?: MilestoneCode | undefined;
  /** Of a record: the date or amount that cannot be read, which is in `from`, and the position of its line. */
  field?: UnreadableField | undefined;
  line?: number | undefined;
  /** The place of the milestone or terminal, and its IANA time zone. */
  place?: string | undefined;
  timeZone?: string | undefined;
  container?: string | undefined;
  /** A reason code of its source, or a sentence about the contradiction. */
  reason?: string | undefined;
  /** The keys of required documents. */
  documents?: string[] | undefined;
  checks?: { code: InvoiceCheckCode; expected: string; stated: string }[] | undefined;
  /** Two invoices that are one: the one that it is about, and the one that was issued first. */
  invoices?: { id: string; number: string; issuedOn?: string }[] | undefined;
  /** Of a source: the median interval between its webhooks. */
  usualGapSeconds?: number | undefined;
  /** The money at risk, if known; of demurrage what is due by `demurrage.on`. */
  amount?: { amount: string; currency: string } | undefined;
  demurrage?: Demurrage | undefined;
  /** Of a possible charge: why its amount is not known. */
  unassessed?: Unassessed | undefined;
};

/** How severe an exception is at an instant, and until when, both ISO 8601 UTC; null without a later change. */
export function severityAt(
  type: ExceptionType,
  { severity, deadline }: { severity: Severity; deadline: string | null },
  asOf: string,
): { severity: Severity; until: string | null } {
  let now = severity;
  let until: string | null = null;
  if (deadline === null) return { severity, until };
  for (const [hours, least] of exceptionKind(type).steps) {
    const from = new Date(Date.parse(deadline) - hours * 3_600_000).toISOString();
    if (rankOf(least) <= rankOf(severity)) continue;
    if (from <= asOf) now = rankOf(least) > rankOf(now) ? least : now;
    else if (until === null || from < until) until = from;
  }
  return { severity: now, until };
}

/** Since when an open exception is as severe as it is, ISO 8601 UTC. Its `severity` is the least of it, `rank` its present one. */
export function severeSince(
  type: ExceptionType,
  { severity, deadline, opensAt }: { severity: Severity; deadline: string | null; opensAt: string },
  rank: number,
): string {
  if (rankOf(severity) >= rank || deadline === null) return opensAt;
  const begins = exceptionKind(type)
    .steps.filter(([, least]) => rankOf(least) >= rank)
    .map(([hours]) => new Date(Date.parse(deadline) - hours * 3_600_000).toISOString());
  const [first = opensAt] = begins.sort();
  return first > opensAt ? first : opensAt;
}

/** From 0, the least severe. */
export function rankOf(severity: Severity): number {
  return SEVERITIES.indexOf(severity);
}

/** The severity at a position of `SEVERITIES`. */
export function severityNamed(rank: number): Severity {
  return SEVERITIES[rank] ?? 'low';
}
