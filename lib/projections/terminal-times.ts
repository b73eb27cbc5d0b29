import type { MilestoneCode } from '#lib/model/milestone.ts';
import { BETWEEN_TERMINALS } from './alerts.ts';
import type { MilestoneClaim } from './milestones.ts';
import type { RouteShape } from './stage-on-leg.ts';

/** What happened to a container at the terminal where it is fetched, and when the empty one was returned: instants, UTC. */
export type TerminalTimes = { dischargedAt: string | null; availableAt: string | null; returnedAt: string | null };

type Shape = Pick<RouteShape, 'legs' | 'positions' | 'firstMain' | 'lastMain'>;

/** How a container comes off a train or barge that carries it on to another terminal. */
const OFF_INLAND = new Set<MilestoneCode>(['DISCHARGED', 'UNLOADING']);

/**
 * The times of containers at the terminal where they are fetched: the port of discharge, or the ramp to which a train or barge carries
 * them on. A discharge for transshipment, or at the port before that ramp, is none. The first of several counts. Where nobody reports what
 * comes off a train, its arrival counts.
 */
export function terminalTimes(claims: readonly MilestoneClaim[], shape: Shape): (container: string) => TerminalTimes {
  const proven = claims.filter(
    ({ classifier, standing, flag }) => classifier === 'ACT' && standing === 'current' && !flag,
  );
  const last = lastToTerminal(shape);
  const discharges = proven.filter((claim) => isDischarge(claim, last, shape));
  const arrivals = proven.filter(
    ({ code, leg }) => code === 'ARRIVED' && isInland(last, shape) && leg === shape.legs[last]?.externalId,
  );
  const ofCode = (code: MilestoneCode) => proven.filter((claim) => claim.code === code);
  const releases = ofCode('AVAILABLE_FOR_PICKUP');
  const returns = ofCode('EMPTY_RETURNED');
  return (container) => ({
    dischargedAt: firstAbout(discharges, container) ?? firstAbout(arrivals, container),
    availableAt: firstAbout(releases, container),
    returnedAt: firstAbout(returns, container),
  });
}

/** The first time of claims that are about a container or the whole shipment, UTC; null for none. */
export function firstAbout(claims: readonly MilestoneClaim[], container: string): string | null {
  const about = claims.filter((claim) => claim.about === null || claim.about.includes(container));
  return about.map(({ moment }) => moment.at).sort()[0] ?? null;
}

function isDischarge({ code, leg }: MilestoneClaim, last: number, shape: Shape): boolean {
  const { positions, firstMain, lastMain } = shape;
  const at = leg ? positions.get(leg) : undefined;
  if (at === undefined) return code === 'DISCHARGED' && last === lastMain && firstMain === lastMain;
  return at === last && (isInland(last, shape) ? OFF_INLAND.has(code) : code === 'DISCHARGED');
}

const isInland = (last: number, { lastMain }: Shape) => last > lastMain;

/** The position of the leg that ends at the terminal: the main carriage, or the last train or barge before what fetches the containers. */
function lastToTerminal({ legs, lastMain }: Shape): number {
  let at = lastMain;
  while (at + 1 < legs.length - 1 && BETWEEN_TERMINALS.has(legs[at + 1]?.fields.mode)) at += 1;
  return at;
}
