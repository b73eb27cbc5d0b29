import type { SubjectNoun } from '#lib/model/identity.ts';
import { viewBooking } from './booking.ts';
import { collectWrites, differences, type Writes } from './differences.ts';
import { viewDocument } from './document.ts';
import { viewInvoice } from './invoice.ts';
import { join, type Spoken, type Statement } from './join.ts';
import type { Ledger } from './ledger.ts';
import { viewProduct, viewPurchaseOrder } from './order.ts';
import { viewParty } from './party.ts';
import { withoutReplaced } from './replaced.ts';
import { viewShipment } from './shipment.ts';
import { isSame, type Json } from './values.ts';
import type { Difference, Identity, Projected, View } from './view.ts';

/** What an event says of a subject, and the event that this is the doing of: itself, or the one that replaces it. */
export type SpokenBy = Spoken & { cause: string };

type ProjectedBy = (identity: Identity, ledger: Ledger, asOf: string) => Projected;

/** What nobody dates into the future does not change by itself. */
const timeless =
  (view: (identity: Identity, ledger: Ledger) => View): ProjectedBy =>
  (identity, ledger) => ({ rows: view(identity, ledger), dueAt: null });

const views: Record<SubjectNoun, ProjectedBy> = {
  shipment: viewShipment,
  party: timeless(viewParty),
  booking: timeless(viewBooking),
  purchase_order: timeless(viewPurchaseOrder),
  product: timeless(viewProduct),
  invoice: timeless(viewInvoice),
  document: timeless(viewDocument),
};

export type Subject = Identity & { noun: SubjectNoun };

/** The rows of a subject at an instant. */
export function project(subject: Subject, ledger: Ledger, asOf: string): Projected {
  if (ledger.events.length === 0) return { rows: {}, dueAt: null };
  return views[subject.noun](subject, withoutReplaced(ledger), asOf);
}

/** What became different of a subject, and through which event. */
export type Caused = Difference & { eventId: string };

/**
 * Claims to look at in one batch for one subject, roughly. It bounds how often the rows are derived: for each event while
 * that is cheap, as it nearly always is; for a shipment with thousands of events, once for many of them.
 */
const MAX_WORK = 30_000;

/**
 * Joins events to a ledger one after the other, so that each difference is the doing of exactly one of them. Where there are
 * too many for that, some are joined at once: a value that stood only between two of those is not recorded as a
 * difference, though the ledger and the timeline have it, and a difference is put down to the last of them that states
 * the new value. `shown` are the rows as they are stored.
 */
export function foldEvents(
  subject: Subject,
  { ledger, shown, asOf }: { ledger: Ledger; shown: View; asOf: string },
  said: readonly SpokenBy[],
  writes: Writes,
): { dueAt: string | null; caused: Caused[] } {
  let before = shown;
  let dueAt: string | null = null;
  const caused: Caused[] = [];
  for (const step of stepsOf(said, ledger)) {
    join(ledger, step);
    const next = project(subject, ledger, asOf);
    collectWrites(before, next.rows, writes);
    for (const difference of differences(before, next.rows)) {
      caused.push({ ...difference, eventId: causeOf(difference, step) });
    }
    before = next.rows;
    dueAt = next.dueAt;
  }
  return { dueAt, caused };
}

/** What became different of a subject by itself: the doing of the event whose fact is believed from now on. */
export function lookAgain(
  subject: Subject,
  { ledger, shown, asOf }: { ledger: Ledger; shown: View; asOf: string },
  writes: Writes,
): { dueAt: string | null; caused: Caused[] } {
  const { rows, dueAt } = project(subject, ledger, asOf);
  collectWrites(shown, rows, writes);
  const believed = [...(rows.milestones ?? [])].findLast(
    ([key, { flag }]) => flag === null && shown.milestones?.get(key)?.flag === 'future',
  );
  const eventId = String(believed?.[1].eventId ?? ledger.events.at(-1)?.id);
  return { dueAt, caused: differences(shown, rows).map((difference) => ({ ...difference, eventId })) };
}

/** The events in the order in which they came, cut so that the work of a batch stays bounded. */
function stepsOf(said: readonly SpokenBy[], ledger: Ledger): SpokenBy[][] {
  const size = sizeOf(ledger) + said.reduce((sum, { statements }) => sum + statements.length, 0);
  const most = Math.max(Math.floor(MAX_WORK / Math.max(size, 1)), 1);
  const least = Math.ceil(said.length / most);
  const steps: SpokenBy[][] = [];
  for (const one of said) {
    const last = steps.at(-1);
    // What an event replaces and what it says itself is one difference.
    if (last && (last.length < least || last.at(-1)?.cause === one.cause)) last.push(one);
    else steps.push([one]);
  }
  return steps;
}

function sizeOf({ claims }: Ledger): number {
  let size = 0;
  for (const entities of claims.values()) {
    for (const fields of entities.values()) for (const register of fields.values()) size += register.length;
  }
  return size;
}

function causeOf({ after }: Difference, step: readonly SpokenBy[]): string {
  const stating = step.length > 1 && step.findLast(({ statements }) => statements.some((one) => states(one, after)));
  return (stating || (step.at(-1) as SpokenBy)).cause;
}

/** Whether a statement is one of what a difference shows as new: the value itself, the time of a milestone, a name. */
function states({ entity, field, value }: Statement, after: Json): boolean {
  if (isSame(value, after)) return true;
  if (after === null || Array.isArray(after)) return false;
  if (typeof after !== 'object') return after === entity || after === field;
  const stated = value !== null && typeof value === 'object' && !Array.isArray(value) ? value.text : undefined;
  return after.occurredText === undefined ? after.value === field : after.occurredText === stated;
}
