import type { ContainerRow, ShipmentDetail, TimelineEntry } from '#db/queries/shipments.ts';
import type { Words } from '#lib/model/language.ts';
import type { Phase } from '#lib/model/milestone.ts';
import { NOTHING_PERSONAL, type PersonalSettings } from '#lib/model/personal.ts';
import type { SharedPart } from '#lib/model/share-link.ts';
import { STAGES } from '#lib/model/shipment.ts';
import type { Moment } from '#lib/model/time.ts';
import { ENGLISH } from '#lib/words/words-of.ts';
import { containerKind } from '../record/words.ts';
import type { TimelineRow } from '../shipment/milestone-row.ts';
import { layRoute, type RouteStop } from '../shipment/route-model.ts';
import { groupTimeline, momentOf } from '../shipment/timeline-model.ts';
import { zoneOf } from '../shipments/eta-variance.ts';
import { bestReference, referenceLabel } from '../shipments/reference.ts';
import { milestoneLabel, placeText } from '../shipments/words.ts';

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
export const INTERNAL_PHASES: ReadonlySet<Phase> = new Set(['order', 'finance', 'notice']);

/** The words of the reader, and the text of a moment at a place with a time zone. */
type Worded = Words & { clock(moment: Moment, timeZone: string | null | undefined): string };

/**
 * The chosen parts of a shipment. Container numbers and last free days are nowhere in it unless they were chosen. `seen`: how the user sees
 * times and the title, who prints it; strangers see them as installed. `words`: the language of the reader.
 */
export function sheetOf(
  shipment: ShipmentDetail,
  timeline: readonly TimelineEntry[],
  parts: readonly SharedPart[],
  seen: Pick<PersonalSettings, 'timeZone' | 'titleType'> = NOTHING_PERSONAL,
  words: Words = ENGLISH,
): ShipmentSheetData {
  const how: Worded = { ...words, clock: (moment, timeZone) => words.moment(moment, timeZone, seen.timeZone) };
  const { t, day } = words;
  const chosen = (part: SharedPart) => parts.includes(part);
  const [withContainers, withFree] = [chosen('containers'), chosen('free')];
  const { status, freeUntil } = shipment;
  return {
    title: bestReference(shipment, seen.titleType).value,
    ...(chosen('status') && { status: t(STAGES[status].label) }),
    ...(chosen('arrival') && { arrival: arrivalText(shipment, how) }),
    ...(withFree && !withContainers && freeUntil !== null && { free: day(freeUntil.slice(0, 10)) }),
    ...(chosen('route') && { route: stopsOf(shipment, timeline, how) }),
    ...(chosen('milestones') && { milestones: milestonesOf(shipment, timeline, { ...how, withContainers }) }),
    ...(withContainers && { containers: shipment.containers.map((one) => containerOf(one, { ...how, withFree })) }),
    ...(chosen('references') && {
      references: shipment.references.map(({ type, value }) => ({ label: t(referenceLabel(type)), value })),
    }),
  };
}

function arrivalText(shipment: ShipmentDetail, { t, clock }: Worded): string {
  const { arrived, eta } = shipment;
  if (arrived) return t('Arrived {date}', { date: clock(arrived, zoneOf(shipment)) });
  return eta ? t('Expected {date}', { date: clock(eta, zoneOf(shipment)) }) : t('Not known yet');
}

function stopsOf(shipment: ShipmentDetail, timeline: readonly TimelineEntry[], how: Worded) {
  return layRoute(shipment, timeline).map(({ stop, onward }) => ({
    place: placeText(stop.place),
    arrival: claimText(stop.arrival, stop, how),
    departure: claimText(stop.departure, stop, how),
    by: onward?.by ?? '',
  }));
}

function claimText(claim: TimelineEntry | null, { place }: Pick<RouteStop, 'place'>, { t, clock }: Worded): string {
  if (!claim) return '';
  const date = clock(momentOf(claim), place.timeZone);
  return claim.classifier === 'ACT' ? date : t('{date}, expected', { date });
}

type WithContainers = Worded & { withContainers: boolean };

function milestonesOf(shipment: ShipmentDetail, timeline: readonly TimelineEntry[], how: WithContainers) {
  const rows = groupTimeline(timeline, shipment, how).flatMap(({ phase, rows }) =>
    INTERNAL_PHASES.has(phase) ? [] : rows,
  );
  return rows.filter(({ best }) => best !== null).map((row) => milestoneOf(row, how));
}

function milestoneOf({ code, container, place, current }: TimelineRow, { t, withContainers, clock }: WithContainers) {
  const text = (claim: TimelineEntry | null) => (claim ? clock(momentOf(claim), place?.timeZone) : '');
  const label = t(milestoneLabel(code));
  return {
    label: withContainers && container ? `${label}, ${container}` : label,
    place: place ? placeText(place) : '',
    planned: text(current.PLN),
    estimated: text(current.EST),
    actual: text(current.ACT),
  };
}

function containerOf(container: ContainerRow, { withFree, ...words }: Worded & { withFree: boolean }) {
  const { number, lastFreeDay } = container;
  return {
    number: number ?? words.t('Not reported'),
    kind: containerKind(container, words),
    ...(withFree && { free: lastFreeDay ? words.day(lastFreeDay.slice(0, 10)) : '' }),
  };
}
