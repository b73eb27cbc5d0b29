import type { EntityType } from '#lib/model/identity.ts';
import { decidesNotices, type MilestoneTimes, milestoneTimes } from '#lib/model/notice.ts';
import { applyStatements, type EntityStatements, type Statement } from './apply-statements.ts';
import { projectBooking } from './booking.ts';
import { collectWrites, differences, type Writes } from './differences.ts';
import { projectDocument } from './document.ts';
import { projectInvoice } from './invoice.ts';
import type { Ledger } from './ledger.ts';
import { namingEvent } from './names.ts';
import { omitSuperseded } from './omit-superseded.ts';
import { projectProduct, projectPurchaseOrder } from './order.ts';
import { projectParty } from './party.ts';
import type { DatedProjection, Difference, Identity, Projection, ProjectionContext } from './projection.ts';
import { projectShipment } from './shipment.ts';
import { isSame } from './values.ts';

/** The statements of an event about an entity, and the event that causes the differences: itself, or the version that replaces it. */
export type CausedStatements = EntityStatements & { cause: string };

type ProjectedBy = (identity: Identity, ledger: Ledger, context: ProjectionContext) => DatedProjection;

/** Rows that do not depend on the time are never due. */
const timeless =
  (view: (identity: Identity, ledger: Ledger, context: ProjectionContext) => Projection): ProjectedBy =>
  (identity, ledger, context) => ({ rows: view(identity, ledger, context), dueAt: null });

const views: Record<EntityType, ProjectedBy> = {
  shipment: projectShipment,
  party: timeless(projectParty),
  booking: timeless(projectBooking),
  purchase_order: timeless(projectPurchaseOrder),
  product: timeless(projectProduct),
  invoice: timeless(projectInvoice),
  document: timeless(projectDocument),
};

export type Entity = Identity & { entityType: EntityType };

/** The rows of an entity at an instant, under limits of lateness. */
export function projectEntity(entity: Entity, ledger: Ledger, context: ProjectionContext): DatedProjection {
  if (ledger.events.length === 0) return { rows: {}, dueAt: null };
  return views[entity.entityType](entity, omitSuperseded(ledger), context);
}

/** An entity as it is stored, and the instant and limits with which it is derived again. */
type Stored = ProjectionContext & { ledger: Ledger; shown: Projection };

/**
 * A difference and the event that caused it. `times`: of one that can decide whether a milestone is told, the times of the shipment
 * after all events that were applied with it.
 */
export type CausedDifference = Difference & { eventId: string; times?: MilestoneTimes };

/**
 * The approximate number of claims to process for one entity in one batch. It limits how often the rows are derived: usually for each
 * event, for a shipment with thousands of events once for several of them.
 */
const MAX_CLAIMS_DERIVED = 30_000;

/**
 * Applies events to a ledger one by one, so that each difference has exactly one event as its cause. If there are too many, several are
 * applied at once: a difference is then attributed to the last of them that states the new value, and values that were current only
 * between two of them cause no difference; the ledger and the timeline contain them. `shown` are the stored rows.
 */
export function applyToEntity(
  entity: Entity,
  { ledger, shown, ...context }: Stored,
  events: readonly CausedStatements[],
  writes: Writes,
): { dueAt: string | null; caused: CausedDifference[] } {
  let before = shown;
  let dueAt: string | null = null;
  const caused: CausedDifference[] = [];
  for (const step of stepsOf(events, ledger)) {
    applyStatements(ledger, step);
    const next = projectEntity(entity, ledger, context);
    for (const difference of differences(before, next.rows)) {
      caused.push({ ...difference, eventId: causeOf(difference, step) });
    }
    before = next.rows;
    dueAt = next.dueAt;
  }
  collectWrites(shown, before, writes);
  return { dueAt, caused: withTimes(caused, before) };
}

/** Derives an entity that is due. Differences are attributed to the event with the time that has come, or that names the customer. */
export function reproject(
  entity: Entity,
  { ledger, shown, ...context }: Stored,
  writes: Writes,
): { dueAt: string | null; caused: CausedDifference[] } {
  const { rows, dueAt } = projectEntity(entity, ledger, context);
  collectWrites(shown, rows, writes);
  const dueMilestone = [...(rows.milestones ?? [])].findLast(
    ([key, { flag }]) => flag === null && shown.milestones?.get(key)?.flag === 'future',
  );
  const eventId = String(dueMilestone?.[1].eventId ?? ledger.events.at(-1)?.id);
  const naming = namingEvent(entity, rows, context.names) ?? eventId;
  const caused = differences(shown, rows).map((difference) => ({
    ...difference,
    eventId: difference.part === null && difference.field === 'customer' ? naming : eventId,
  }));
  return { dueAt, caused: withTimes(caused, rows) };
}

function withTimes(caused: CausedDifference[], { shipments }: Projection): CausedDifference[] {
  const [row] = shipments?.values() ?? [];
  if (!row) return caused;
  const times = milestoneTimes(row);
  return caused.map((difference) => (decidesNotices(difference) ? { ...difference, times } : difference));
}

/** The events in the order of arrival, in groups that are applied at once: see `MAX_CLAIMS_DERIVED`. */
function stepsOf(events: readonly CausedStatements[], ledger: Ledger): CausedStatements[][] {
  const size = sizeOf(ledger) + events.reduce((sum, { statements }) => sum + statements.length, 0);
  const most = Math.max(Math.floor(MAX_CLAIMS_DERIVED / Math.max(size, 1)), 1);
  const least = Math.ceil(events.length / most);
  const steps: CausedStatements[][] = [];
  for (const one of events) {
    const last = steps.at(-1);
    // A version and those that it replaces give one difference.
    if (last && (last.length < least || last.at(-1)?.cause === one.cause)) last.push(one);
    else steps.push([one]);
  }
  return steps;
}

function sizeOf({ claims }: Ledger): number {
  let size = 0;
  for (const parts of claims.values()) {
    for (const fields of parts.values()) for (const history of fields.values()) size += history.length;
  }
  return size;
}

function causeOf({ after }: Difference, step: readonly CausedStatements[]): string {
  const stating = step.length > 1 && step.findLast(({ statements }) => statements.some((one) => states(one, after)));
  return (stating || (step.at(-1) as CausedStatements)).cause;
}

/** Whether a statement contains the new value of a difference: the value itself, the time of a milestone, or an id. */
function states({ part, field, value }: Statement, after: unknown): boolean {
  if (isSame(value, after)) return true;
  if (after === null || after === undefined || Array.isArray(after)) return false;
  if (typeof after !== 'object') return after === part;
  const stated = value !== null && typeof value === 'object' && !Array.isArray(value) ? value.text : undefined;
  const shown: { occurredText?: unknown; value?: unknown; name?: unknown } = after;
  return shown.occurredText === undefined
    ? shown.value === field || shown.name === value
    : shown.occurredText === stated;
}
