import type { ContainerRow, ShipmentDetail, TimelineEntry } from '#db/queries/shipments.ts';
import { NOTHING_PERSONAL, type PersonalSettings } from '#lib/model/personal.ts';
import type { SharedPart } from '#lib/model/share-link.ts';
import { STAGES } from '#lib/model/shipment.ts';
import type { Moment } from '#lib/model/time.ts';
import { containerKind } from '../record/words.ts';
import type { TimelineRow } from '../shipment/milestone-row.ts';
import { layRoute, type RouteStop } from '../shipment/route-model.ts';
import { groupTimeline, momentOf } from '../shipment/timeline-model.ts';
import { zoneOf } from '../shipments/eta-variance.ts';
import { bestReference, referenceLabel } from '../shipments/reference.ts';
import { milestoneLabel, placeText } from '../shipments/words.ts';
import { dayText, momentText } from '../time/format.ts';

/** A shipment for a sheet of paper or a stranger: texts only, and only of the parts that were chosen. */
export type ShipmentSheetData = {
  title: string;
  status?: string;
  arrival?: string;
  free?: string;
  route?: { place: string; arrival: string; departure: string; by: string }[];
  milestones?: { label: string; place: string; planned: string; estimated: string; actual: string }[];
  containers?: { number: string; kind: string; free?: string }[];
  references?: { label: string; value: string }[];
};

/** Phases that are between the forwarder and its customer. */
const INTERNAL = new Set(['order', 'finance', 'notice']);

/** The text of a moment at a place with a time zone. */
type Clock = (moment: Moment, timeZone: string | null | undefined) => string;

/**
 * The chosen parts of a shipment. Container numbers and last free days are nowhere in it unless they were chosen. `seen`: how the user sees
 * times and the title, who prints it; strangers see them as installed.
 */
export function sheetOf(
  shipment: ShipmentDetail,
  timeline: readonly TimelineEntry[],
  parts: readonly SharedPart[],
  seen: Pick<PersonalSettings, 'timeZone' | 'titleType'> = NOTHING_PERSONAL,
): ShipmentSheetData {
  const clock: Clock = (moment, timeZone) => momentText(moment, timeZone, seen.timeZone);
  const chosen = (part: SharedPart) => parts.includes(part);
  const [withContainers, withFree] = [chosen('containers'), chosen('free')];
  const { status, freeUntil } = shipment;
  return {
    title: bestReference(shipment, seen.titleType).value,
    ...(chosen('status') && { status: STAGES[status].label }),
    ...(chosen('arrival') && { arrival: arrivalText(shipment, clock) }),
    ...(withFree && !withContainers && freeUntil !== null && { free: dayText(freeUntil.slice(0, 10)) }),
    ...(chosen('route') && { route: stopsOf(shipment, timeline, clock) }),
    ...(chosen('milestones') && { milestones: milestonesOf(shipment, timeline, { withContainers, clock }) }),
    ...(withContainers && { containers: shipment.containers.map((one) => containerOf(one, withFree)) }),
    ...(chosen('references') && {
      references: shipment.references.map(({ type, value }) => ({ label: referenceLabel(type), value })),
    }),
  };
}

function arrivalText(shipment: ShipmentDetail, clock: Clock): string {
  const { arrived, eta } = shipment;
  if (arrived) return `Arrived ${clock(arrived, zoneOf(shipment))}`;
  return eta ? `Expected ${clock(eta, zoneOf(shipment))}` : 'Not known yet';
}

function stopsOf(shipment: ShipmentDetail, timeline: readonly TimelineEntry[], clock: Clock) {
  return layRoute(shipment, timeline).map(({ stop, onward }) => ({
    place: placeText(stop.place),
    arrival: claimText(stop.arrival, stop, clock),
    departure: claimText(stop.departure, stop, clock),
    by: onward?.by ?? '',
  }));
}

function claimText(claim: TimelineEntry | null, { place }: Pick<RouteStop, 'place'>, clock: Clock): string {
  if (!claim) return '';
  return `${clock(momentOf(claim), place.timeZone)}${claim.classifier === 'ACT' ? '' : ', expected'}`;
}

type Worded = { withContainers: boolean; clock: Clock };

function milestonesOf(shipment: ShipmentDetail, timeline: readonly TimelineEntry[], how: Worded) {
  const rows = groupTimeline(timeline, shipment).flatMap(({ phase, rows }) => (INTERNAL.has(phase) ? [] : rows));
  return rows.filter(({ best }) => best !== null).map((row) => milestoneOf(row, how));
}

function milestoneOf({ code, container, place, current }: TimelineRow, { withContainers, clock }: Worded) {
  const text = (claim: TimelineEntry | null) => (claim ? clock(momentOf(claim), place?.timeZone) : '');
  const label = milestoneLabel(code);
  return {
    label: withContainers && container ? `${label}, ${container}` : label,
    place: place ? placeText(place) : '',
    planned: text(current.PLN),
    estimated: text(current.EST),
    actual: text(current.ACT),
  };
}

function containerOf(container: ContainerRow, withFree: boolean) {
  const { number, lastFreeDay } = container;
  return {
    number: number ?? 'Not reported',
    kind: containerKind(container),
    ...(withFree && { free: lastFreeDay ? dayText(lastFreeDay.slice(0, 10)) : '' }),
  };
}
