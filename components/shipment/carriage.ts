import type { LegRow } from '#db/queries/shipments.ts';
import type { Phase } from '#lib/model/milestone.ts';
import { type Place, placeKey } from '#lib/model/place.ts';

/** A leg of the route; places and mode may be unknown. */
export type CarriageLeg = Pick<LegRow, 'id' | 'main'> & Partial<Pick<LegRow, 'mode' | 'origin' | 'destination'>>;

/** What decides where the main carriage begins and ends. `legs` are in the order of the route. */
export type Carriage = {
  legs: readonly CarriageLeg[];
  mode?: string | null;
  portOfLoading?: Place | null;
  portOfDischarge?: Place | null;
};

const isSame = (one: Place | null | undefined, other: Place | null | undefined) =>
  Boolean(one && other && placeKey(one) === placeKey(other));

/**
 * The first and the last leg of the main carriage, by position: those that the source calls so; else from the leg that leaves the port of
 * loading to the one that reaches the port of discharge; else those of the shipment's mode. Null if nothing tells them apart.
 */
function mainLegs({ legs, mode, portOfLoading, portOfDischarge }: Carriage): { first: number; last: number } | null {
  const spanOf = (first: number, last: number) => (first >= 0 && last >= first ? { first, last } : null);
  const between = (is: (leg: CarriageLeg) => boolean) => spanOf(legs.findIndex(is), legs.findLastIndex(is));
  return (
    between(({ main }) => main) ??
    spanOf(
      legs.findIndex(({ origin }) => isSame(origin, portOfLoading)),
      legs.findLastIndex(({ destination }) => isSame(destination, portOfDischarge)),
    ) ??
    (mode && mode !== 'truck' ? between((leg) => leg.mode === mode) : null)
  );
}

/** Milestones that end a movement; others in these phases begin one. */
const ENDS: ReadonlySet<string> = new Set(['ARRIVED', 'DISCHARGED', 'UNLOADING', 'DELIVERED', 'DELIVERED_PART']);

/**
 * The carriage in which a movement takes place: `origin` is pre-carriage, `destination` on-carriage. By its leg; without one by its
 * place on the route. Null if neither says.
 */
export function carriageOf(
  { code, leg, place }: { code: string; leg: string | null; place: Place | null },
  route: Carriage,
): Extract<Phase, 'origin' | 'main' | 'destination'> | null {
  const main = mainLegs(route);
  if (!main) return null;
  const at = route.legs.findIndex(({ id }) => id === leg);
  if (at >= 0) return at < main.first ? 'origin' : at > main.last ? 'destination' : 'main';
  const ends = ENDS.has(code);
  const legsThere = route.legs.flatMap(({ origin, destination }, index) =>
    isSame(ends ? destination : origin, place) ? [index] : [],
  );
  if (legsThere.length === 0) return null;
  if (legsThere.every((index) => index < main.first)) return 'origin';
  return legsThere.every((index) => index > main.last) ? 'destination' : null;
}

/** DCSA's names of the parts of a transport; a shipment by truck alone has an origin and a destination. */
export function carriageLabels({ mode, legs }: Carriage): Partial<Record<Phase, string>> {
  const isRoad = mode === 'truck' || (!mode && legs.every((leg) => leg.mode === 'truck'));
  return isRoad ? {} : { origin: 'Pre-carriage', destination: 'On-carriage' };
}
