import { describe, expect, it } from 'vitest';
import { pointOnLane, seaLane } from './sea-lane.ts';
import type { Point } from './world.ts';

const SHANGHAI: Point = [121.5, 31.2];
const ROTTERDAM: Point = [4.1, 51.9];
const NEW_YORK: Point = [-74, 40.7];

describe('a lane on the map', () => {
  it('leads through Suez between Asia and Europe, the same way back', () => {
    const lane = seaLane(SHANGHAI, ROTTERDAM);
    expect(lane).toContainEqual([32.6, 29.6]);
    expect(seaLane(ROTTERDAM, SHANGHAI)).toEqual([...lane].reverse());
  });

  it('leads through Panama to the American east coast, and is straight without obstacles', () => {
    expect(seaLane(SHANGHAI, NEW_YORK)).toContainEqual([-79.7, 9.6]);
    expect(seaLane(ROTTERDAM, NEW_YORK)).toEqual([ROTTERDAM, NEW_YORK]);
  });

  it('has interpolated positions from end to end', () => {
    const lane = seaLane(SHANGHAI, ROTTERDAM);
    expect(pointOnLane(lane, 0)[0]).toBeCloseTo(SHANGHAI[0], 5);
    expect(pointOnLane(lane, 1)[0]).toBeCloseTo(ROTTERDAM[0], 5);
    expect(pointOnLane(lane, 0.5)[0]).toBeLessThan(SHANGHAI[0]);
  });
});
