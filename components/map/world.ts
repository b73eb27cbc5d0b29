import { geoNaturalEarth1, geoPath } from 'd3-geo';

/** The units of the map, which is scaled to any size. */
export const WIDTH = 960;
export const HEIGHT = 430;

export type Point = [longitude: number, latitude: number];

/** Centred on the Pacific, so that no lane from Asia is cut. */
const projection = geoNaturalEarth1()
  .rotate([-152, 0])
  .fitExtent(
    [
      [4, -4],
      [WIDTH - 4, HEIGHT + 70],
    ],
    { type: 'Sphere' },
  );

/** Turns shapes into SVG path data, to a tenth of a unit. */
export const toPath = geoPath(projection).digits(1);

/** A line through points along the globe. */
export function linePath(points: Point[]): string {
  return toPath({ type: 'LineString', coordinates: points }) ?? '';
}

/** The position of a place, as shares of the map's width and height. */
export function shareOf(point: Point): { left: number; top: number } | null {
  const at = projection(point);
  return at && { left: at[0] / WIDTH, top: at[1] / HEIGHT };
}
