import { Unreadable } from '#lib/errors.ts';
import type { MilestoneChange } from '#lib/model/change.ts';
import type { MilestoneCode } from '#lib/model/milestone.ts';
import type { Place } from '#lib/model/place.ts';
import type { Moment } from '#lib/model/time.ts';
import { addMilestone, type ChangeBuilder, retractMilestone } from './change-builder.ts';
import { type Subject, statedDate } from './dates.ts';
import type { EventMapping } from './event-mapping.ts';
import { placeOf } from './place.ts';
import { stated } from './read.ts';
import type { FlexportEvent } from './schema.ts';

/**
 * An event that is being normalised. `occurred` is its creation time if it does not state when it occurred, null if it states neither;
 * `undated`: it states that there is no such time.
 */
export type EventContext = {
  key: string;
  event: FlexportEvent;
  subject: Subject;
  occurred: Moment | null;
  undated?: true;
};

/** Milestones at the origin of a leg; all others are at its destination. */
const AT_ORIGIN = new Set<MilestoneCode>(['DEPARTED', 'LOADED', 'OUT_FOR_DELIVERY']);

/** Adds the milestone that an event's type names. Throws `Unreadable` if its leg or container is missing. */
export function addMappedChange(builder: ChangeBuilder, mapping: EventMapping, context: EventContext): void {
  const part = partOf(mapping, context.subject);
  const moment = momentOf(mapping, context);
  if (moment !== undefined) {
    addMilestone(
      builder,
      stated<MilestoneChange>({
        kind: 'milestone',
        shipment: builder.shipment,
        code: mapping.code,
        classifier: mapping.classifier,
        moment,
        ...part,
        containers: containersOf(mapping, context),
        instance: instanceOf(mapping, context),
        place: placeOf(context.event.data.location) ?? placeOfLeg(mapping, context.subject),
        reason: context.subject.attached?.document_type ?? mapping.reason,
      }),
    );
  }
  if (mapping.plans) addPlan(builder, context.subject);
}

/** undefined if the event announces a new date and the snapshot does not state it. */
function momentOf(mapping: EventMapping, { subject, occurred, undated }: EventContext): Moment | null | undefined {
  if (mapping.moment === 'retracted') return null;
  const date = mapping.date && statedDate(mapping.date, subject);
  if (mapping.moment === 'dated') return date;
  // The snapshot's notation of the same instant is preferred: it has the offset of the place, and shows if only the day is meant.
  const preferred = date && (mapping.moment === 'dated-else-occurred' || date.at === occurred?.at);
  if (preferred) return date;
  return undated || occurred === null ? undefined : occurred;
}

function partOf({ of }: EventMapping, subject: Subject): Pick<MilestoneChange, 'leg' | 'container'> {
  const leg = subject.leg?.id ?? subject.containerLeg?.leg?.id;
  const container = subject.container?.id ?? subject.containerLeg?.shipment_container?.id;
  if (of === 'leg') return { leg: leg ?? missing('leg') };
  if (of === 'container') return { container: container ?? missing('container') };
  if (of === 'container_leg') return { leg: leg ?? missing('leg'), container: container ?? missing('container') };
  return {};
}

/** The containers that an event of a leg names; it is about these only. */
function containersOf({ of }: EventMapping, { event }: EventContext): string[] | undefined {
  const named = event.data.containers.flatMap(({ id }) => id ?? []);
  return of === 'leg' && named.length > 0 ? [...new Set(named)].sort() : undefined;
}

function missing(part: string): never {
  throw new Unreadable(`the event states no ${part}`);
}

function instanceOf(mapping: EventMapping, { key, subject }: EventContext): string | undefined {
  if (mapping.instance === 'event') return key;
  if (mapping.instance === 'reason') return mapping.reason;
  return mapping.instance === 'resource' ? (subject.attached?.id ?? key) : undefined;
}

function placeOfLeg({ of, code }: EventMapping, { leg }: Subject): Place | undefined {
  if (of !== 'leg') return undefined;
  return placeOf(AT_ORIGIN.has(code) ? leg?.origin : leg?.destination);
}

/** The estimates of the legs become the plan; those of the shipment are hints. */
function addPlan(builder: ChangeBuilder, { shipment }: Subject): void {
  for (const { id, estimated_departure_date, estimated_arrival_date } of shipment?.legs ?? []) {
    if (id === undefined) continue;
    retractMilestone(builder, 'DEPARTED', 'PLN', estimated_departure_date ?? undefined, { leg: id });
    retractMilestone(builder, 'ARRIVED', 'PLN', estimated_arrival_date ?? undefined, { leg: id });
  }
  retractMilestone(builder, 'DEPARTED', 'PLN', shipment?.estimated_departure_date ?? undefined, { hint: true });
  retractMilestone(builder, 'ARRIVED', 'PLN', shipment?.estimated_arrival_date ?? undefined, { hint: true });
}
