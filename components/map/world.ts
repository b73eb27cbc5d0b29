import { geoNaturalEarth1, geoPath } from 'd3-geo';

/** The picture's own units; it is shown at any size. */
export const WIDTH = 960;
export const HEIGHT = 430;

export type Point = [longitude: number, latitude: number];

/** Centred on the Pacific, so that the lanes from Asia stay in one piece both ways. */
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

/** Where a place is on the picture, as shares of its width and height. */
export function shareOf(point: Point): { left: number; top: number } | null {
  const at = projection(point);
  return at && { left: at[0] / WIDTH, top: at[1] / HEIGHT };
}
