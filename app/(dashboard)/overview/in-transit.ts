import type { MapDot } from '#components/map/dot.tsx';
import type { MapLane } from '#components/map/freight-map.tsx';
import { pointOnLane, seaLane } from '#components/map/sea-lane.ts';
import { type Point, shareOf } from '#components/map/world.ts';
import { bestReference } from '#components/shipments/reference.ts';
import { placeText } from '#components/shipments/words.ts';
import type { InTransit } from '#db/queries/in-transit.ts';
import type { Place } from '#lib/model/place.ts';
import type { TitleType } from '#lib/model/shipment-title.ts';
import { portOf } from '#lib/places/index.ts';

export type Lane = MapLane & { pol: Place; pod: Place };

/** `titleType`: the type of reference that the user wants as title. */
type Shown = { now: number; titleType: TitleType | null };

/** Shipments in transit as lanes and dots; those without coordinates of their ports are only counted. */
export function onMap(
  moving: readonly InTransit[],
  { now, titleType }: Shown,
): { lanes: Lane[]; dots: MapDot[]; unplaced: number } {
  const lanes = new Map<string, Lane>();
  const dots: MapDot[] = [];
  for (const shipment of moving) {
    const { portOfLoading: pol, portOfDischarge: pod } = shipment;
    const [from, to] = [positionOf(pol), positionOf(pod)];
    if (!from || !to) continue;
    const key = `${pol.unlocode ?? pol.name}>${pod.unlocode ?? pod.name}`;
    const lane = lanes.get(key) ?? { key, from, to, count: 0, pol, pod };
    lane.count += 1;
    lanes.set(key, lane);
    const at = shareOf(pointOnLane(seaLane(from, to), shareDone(shipment, now)));
    if (at) dots.push({ ...at, ...dotLabel(shipment, titleType) });
  }
  const sorted = [...lanes.values()].sort((a, b) => b.count - a.count || (a.key < b.key ? -1 : 1));
  return { lanes: sorted, dots, unplaced: moving.length - dots.length };
}

function dotLabel(shipment: InTransit, titleType: TitleType | null) {
  const { id, portOfLoading, portOfDischarge, vessel, eta, ...named } = shipment;
  return {
    id,
    reference: bestReference(named, titleType).value,
    route: `${placeText(portOfLoading)} › ${placeText(portOfDischarge)}`,
    by: vessel,
    eta,
    timeZone: portOfDischarge.timeZone,
  };
}

/** The curated table first: coordinates of sources are often wrong. */
function positionOf(place: Place): Point | null {
  const listed = portOf(place.unlocode)?.coordinates;
  if (listed) return listed;
  const { longitude, latitude } = place;
  return typeof longitude === 'number' && typeof latitude === 'number' ? [longitude, latitude] : null;
}

/** The estimated position, by the time between departure and expected arrival; never exactly at either end. */
function shareDone({ departed, eta }: InTransit, now: number): number {
  if (!departed || !eta || eta.at <= departed.at) return 0.5;
  const [start, end] = [Date.parse(departed.at), Date.parse(eta.at)];
  return Math.min(0.97, Math.max(0.03, (now - start) / (end - start)));
}
