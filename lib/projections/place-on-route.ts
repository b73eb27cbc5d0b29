import type { MilestoneCode } from '#lib/model/milestone.ts';
import type { Place } from '#lib/model/place.ts';
import { isSamePlace } from '#lib/places/same-place.ts';
import type { RouteLeg } from './route.ts';

/** Milestones at the origin of a leg; all others are at its destination. */
export const AT_ORIGIN: ReadonlySet<MilestoneCode> = new Set([
  'DEPARTED',
  'AT_PICKUP',
  'LOADED',
  'LOADING',
  'PICKED_UP',
  'OUT_FOR_DELIVERY',
  'CARGO_READY',
]);

/** Milestones that sources also state for legs: without a leg they belong to the leg that begins or ends at their place. */
const OF_A_LEG: ReadonlySet<MilestoneCode> = new Set(['DEPARTED', 'ARRIVED', 'LOADED', 'DISCHARGED']);
/** Those of them that belong to the main carriage if they have no place and it is a single leg. */
const OF_MAIN_LEG: ReadonlySet<MilestoneCode> = new Set(['DEPARTED', 'ARRIVED']);

/** The positions of the legs that begin, or end, at a place, depending on the milestone. */
export function legsOf(code: MilestoneCode, place: Place, legs: readonly RouteLeg[]): number[] {
  return legs.flatMap(({ fields }, at) => {
    const end = AT_ORIGIN.has(code) ? fields.origin : fields.destination;
    return end && isSamePlace(end, place) ? [at] : [];
  });
}

/** The id of the leg that a milestone without one belongs to; undefined if that is not certain. */
export function legOf(
  code: MilestoneCode,
  place: Place | null,
  container: string,
  legs: readonly RouteLeg[],
): string | undefined {
  if (!OF_A_LEG.has(code)) return undefined;
  if (place) {
    const found = legsOf(code, place, legs);
    if (found.length > 0) return found.length === 1 ? legs[found[0] as number]?.externalId : undefined;
  }
  const main = legs.filter((leg) => leg.main);
  const [only] = main;
  if (!only || main.length > 1 || container !== '' || !OF_MAIN_LEG.has(code)) return undefined;
  const end = AT_ORIGIN.has(code) ? only.fields.origin : only.fields.destination;
  return place && end ? undefined : only.externalId;
}
