import { geoDistance, geoInterpolate } from 'd3-geo';
import type { Point } from './world.ts';

/** Turning points of ships between Asia and Europe, and between Asia and the American east coast. */
const SUEZ: readonly Point[] = [
  [104, 1.2],
  [98, 6],
  [80, 5.4],
  [51, 12.6],
  [43.2, 12.7],
  [37.5, 21],
  [32.6, 29.6],
  [31, 32.2],
  [11, 37.8],
  [-5.7, 35.9],
  [-9.8, 38.2],
  [-9.6, 43.6],
  [-5.4, 48.8],
  [1.4, 50.9],
];
const PANAMA: readonly Point[] = [
  [-160, 38],
  [-112, 19],
  [-80, 7.2],
  [-79.7, 9.6],
  [-74.2, 19.8],
];

const region = ([longitude, latitude]: Point): 'asia' | 'europe' | 'east' | 'other' => {
  if (longitude > 50 && latitude < 55) return 'asia';
  if (longitude > -15 && longitude < 45 && latitude > 28) return 'europe';
  return longitude > -100 && longitude < -50 ? 'east' : 'other';
};

/** The approximate route between two ports: its turning points, including the ports. */
export function seaLane(from: Point, to: Point): Point[] {
  const way = `${region(from)} ${region(to)}`;
  if (way === 'europe asia' || way === 'east asia') return seaLane(to, from).reverse();
  const turns = way === 'asia europe' ? SUEZ : way === 'asia east' ? (from[0] < 95 ? SUEZ.slice(0, 10) : PANAMA) : [];
  return [from, ...between(turns, from, to), to];
}

/** The part of a chain of turning points from the one nearest the start to the one nearest the end. */
function between(turns: readonly Point[], from: Point, to: Point): Point[] {
  const nearest = (port: Point) =>
    turns.reduce((best, turn, at) => (geoDistance(turn, port) < geoDistance(turns[best] ?? port, port) ? at : best), 0);
  return turns.slice(nearest(from), nearest(to) + 1);
}

/** The point at a share (0 to 1) of the length of a lane. */
export function pointOnLane(lane: readonly Point[], share: number): Point {
  const lengths = lane.slice(1).map((point, at) => geoDistance(lane[at] ?? point, point));
  let left = share * lengths.reduce((sum, length) => sum + length, 0);
  for (const [at, length] of lengths.entries()) {
    const [start, end] = [lane[at], lane[at + 1]];
    if (start && end && (left <= length || at === lengths.length - 1))
      return geoInterpolate(start, end)(length ? left / length : 0);
    left -= length;
  }
  return lane[0] ?? [0, 0];
}
