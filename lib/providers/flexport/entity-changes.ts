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
 * An event on its way to being understood. `occurred` is when it was created where it does not say when it occurred, null where it
 * states neither; `undated` where it says that there is no such time.
 */
export type Reading = { key: string; event: FlexportEvent; subject: Subject; occurred: Moment | null; undated?: true };

/** What happens where a leg starts; all else happens where it ends. */
const AT_ORIGIN = new Set<MilestoneCode>(['DEPARTED', 'LOADED', 'OUT_FOR_DELIVERY']);

/** Puts down the milestone that an event's type names. Throws `Unreadable` when its leg or container is missing. */
export function addMappedChange(gathering: ChangeBuilder, meaning: EventMapping, reading: Reading): void {
  const part = partOf(meaning, reading.subject);
  const moment = momentOf(meaning, reading);
  if (moment !== undefined) {
    addMilestone(
      gathering,
      stated<MilestoneChange>({
        kind: 'milestone',
        shipment: gathering.shipment,
        code: meaning.code,
        classifier: meaning.classifier,
        moment,
        ...part,
        containers: containersOf(meaning, reading),
        instance: instanceOf(meaning, reading),
        place: placeOf(reading.event.data.location) ?? placeOfLeg(meaning, reading.subject),
        reason: reading.subject.attached?.document_type ?? meaning.reason,
      }),
    );
  }
  if (meaning.plans) tellPlan(gathering, reading.subject);
}

/** undefined when the event announces a new date and the snapshot does not state it. */
function momentOf(meaning: EventMapping, { subject, occurred, undated }: Reading): Moment | null | undefined {
  if (meaning.moment === 'retracted') return null;
  const date = meaning.date && statedDate(meaning.date, subject);
  if (meaning.moment === 'dated') return date;
  // The snapshot's wording of the same instant tells more: the place's own offset, and whether only the day is meant.
  const preferred = date && (meaning.moment === 'dated-else-occurred' || date.at === occurred?.at);
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

/** The containers that an event about a leg names: it is about these alone. */
function containersOf({ of }: EventMapping, { event }: Reading): string[] | undefined {
  const named = event.data.containers.flatMap(({ id }) => id ?? []);
  return of === 'leg' && named.length > 0 ? [...new Set(named)].sort() : undefined;
}

function missing(part: string): never {
  throw new Unreadable(`the event is about a ${part} and names none`);
}

function instanceOf(meaning: EventMapping, { key, subject }: Reading): string | undefined {
  if (meaning.instance === 'event') return key;
  if (meaning.instance === 'reason') return meaning.reason;
  return meaning.instance === 'resource' ? (subject.attached?.id ?? key) : undefined;
}

function placeOfLeg({ of, code }: EventMapping, { leg }: Subject): Place | undefined {
  if (of !== 'leg') return undefined;
  return placeOf(AT_ORIGIN.has(code) ? leg?.origin : leg?.destination);
}

/** The legs' estimates become the plan; those of the shipment only hint at it. */
function tellPlan(gathering: ChangeBuilder, { shipment }: Subject): void {
  for (const { id, estimated_departure_date, estimated_arrival_date } of shipment?.legs ?? []) {
    if (id === undefined) continue;
    retractMilestone(gathering, 'DEPARTED', 'PLN', estimated_departure_date ?? undefined, { leg: id });
    retractMilestone(gathering, 'ARRIVED', 'PLN', estimated_arrival_date ?? undefined, { leg: id });
  }
  retractMilestone(gathering, 'DEPARTED', 'PLN', shipment?.estimated_departure_date ?? undefined, { hint: true });
  retractMilestone(gathering, 'ARRIVED', 'PLN', shipment?.estimated_arrival_date ?? undefined, { hint: true });
}
