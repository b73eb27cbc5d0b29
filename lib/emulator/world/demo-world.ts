import { createWorld, type World, type WorldOptions } from './index.ts';
import { DAY, HOUR } from './local-time.ts';

/** The age of the world when the emulation starts: long enough for the first shipments to be completed. */
const PAST = 95 * DAY;

/** The fixed start of the demo world: a second run sends the same shipments again. */
const EPOCH = Date.UTC(2025, 0, 1);

export type DemoOptions = {
  /** Default 7. */
  seed?: string | number;
  /** The number of shipments created before the emulation starts. Default 150. */
  shipments?: number;
};

function endless(
  shipmentIntervalMs: number,
  from: number,
  options: Pick<WorldOptions, 'seed' | 'spot' | 'providers'>,
): World {
  const skip = Math.max(0, Math.floor((from - EPOCH) / shipmentIntervalMs));
  const shipments = Number.POSITIVE_INFINITY;
  return createWorld({ ...options, start: new Date(EPOCH), shipments, shipmentIntervalMs, skip });
}

/** The normal shipments and, from shortly before the start, a stream of spot loads. */
export function demoWorlds({ seed = 7, shipments = 150 }: DemoOptions, runsFrom: number): [slow: World, spot: World] {
  return [
    endless(PAST / shipments, runsFrom - PAST, { seed }),
    endless(HOUR, runsFrom - 12 * HOUR, { seed: `${seed}/spot`, spot: true, providers: ['mvmnt'] }),
  ];
}

export type VirtualClock = {
  /** The world's time now, epoch milliseconds. */
  now(): number;
  /** Real milliseconds until the simulated clock reaches this instant; negative if it is past. */
  untilReal(virtual: number): number;
};

/** Runs fast from `behind` ago and never passes the real clock, so that no event is in the future. */
export function virtualClock(startedAt: number, behind: number, speed: number): VirtualClock {
  const origin = startedAt - behind;
  return {
    now: () => Math.min(origin + (Date.now() - startedAt) * speed, Date.now()),
    untilReal: (virtual) => Math.max(startedAt + (virtual - origin) / speed, virtual) - Date.now(),
  };
}
