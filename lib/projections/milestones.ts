import type { Classifier, MilestoneCode } from '#lib/model/milestone.ts';
import type { Place } from '#lib/model/place.ts';
import type { Moment } from '#lib/model/time.ts';
import { type Ledger, merge, type Register, type Source, standing } from './ledger.ts';
import { located } from './located.ts';
import type { RouteLeg } from './route.ts';
import { milestoneKey, readMilestoneKey } from './statements.ts';

/** One claim of one milestone, with its standing among the claims of the same milestone and classifier. */
export type MilestoneClaim = {
  /** Milestone and claim: unique within the shipment. */
  key: string;
  code: MilestoneCode;
  classifier: Classifier;
  leg: string | null;
  container: string | null;
  instance: string | null;
  standing: 'current' | 'superseded' | 'retracted';
  flag: 'future' | null;
  moment: Moment;
  /** The event that said so first. */
  first: Source;
  place: Place | null;
  reason: string | null;
};

const CLASSIFIERS: readonly Classifier[] = ['PLN', 'EST', 'ACT'];

/** Codes that happen to a leg: without one named they belong to the main carriage, if that is a single leg. */
const OF_MAIN_LEG = new Set<MilestoneCode>(['DEPARTED', 'ARRIVED']);

/** Codes that happen where a leg starts; all others of a leg happen where it ends. */
const AT_ORIGIN = new Set<MilestoneCode>([
  'DEPARTED',
  'LOADED',
  'LOADING',
  'PICKED_UP',
  'OUT_FOR_DELIVERY',
  'CARGO_READY',
]);

/** How far ahead of our clock a fact may lie before it is taken for a mistake, in milliseconds. */
const AHEAD = { time: 10 * 60_000, day: 24 * 3_600_000 };

type Group = {
  code: MilestoneCode;
  leg: string;
  container: string;
  instance: string;
  slots: Record<string, Register[]>;
};

/** Reads all milestone claims out of a ledger. */
export function milestoneClaims(ledger: Ledger, legs: readonly RouteLeg[]): MilestoneClaim[] {
  const groups = [...group(ledger, legs)];
  const stated = new Set<string>();
  for (const [, { code, slots }] of groups) {
    for (const classifier of CLASSIFIERS) if (slots[classifier]) stated.add(`${code} ${classifier}`);
  }
  const claims: MilestoneClaim[] = [];
  for (const [key, one] of groups) {
    for (const classifier of CLASSIFIERS) {
      // A hint repeats what is known better elsewhere: of a leg it counts while nothing is stated of that leg, of the shipment
      // while nothing is stated at all.
      const isStated = one.leg === '' && stated.has(`${one.code} ${classifier}`);
      const hinted = isStated ? undefined : one.slots[`${classifier}~`];
      const registers = one.slots[classifier] ?? hinted;
      if (registers) claims.push(...claimsOf(ledger.events, key, one, classifier, merge(registers), legs));
    }
  }
  return claims;
}

/** Milestones by what they are of, after those without a leg found theirs. */
function group(ledger: Ledger, legs: readonly RouteLeg[]): Map<string, Group> {
  const main = legs.filter((leg) => leg.main);
  const only = main.length === 1 ? main[0] : undefined;
  const groups = new Map<string, Group>();
  for (const [entity, fields] of Object.entries(ledger.claims.milestones ?? {})) {
    const [code = '', ownLeg = '', container = '', instance = ''] = readMilestoneKey(entity);
    const attached = ownLeg === '' && container === '' && only && OF_MAIN_LEG.has(code as MilestoneCode);
    const leg = attached ? only.externalId : ownLeg;
    const key = attached ? milestoneKey({ code: code as MilestoneCode, leg, instance }) : entity;
    const known = groups.get(key) ?? { code: code as MilestoneCode, leg, container, instance, slots: {} };
    for (const [slot, register] of Object.entries(fields)) known.slots[slot] = [...(known.slots[slot] ?? []), register];
    groups.set(key, known);
  }
  return groups;
}

function claimsOf(
  events: readonly Source[],
  key: string,
  { code, leg, container, instance, slots }: Group,
  classifier: Classifier,
  register: Register,
  legs: readonly RouteLeg[],
): MilestoneClaim[] {
  const winner = standing(register);
  const told = register.filter(([value]) => value !== null);
  const revoked = winner?.[0] === null ? standing(told) : undefined;
  const place = located(present<Place>(slots[`${classifier}@`])) ?? placeOf(code, leg, legs);
  const reason = present<string>(slots[`${classifier}?`]);
  return told.map((claim) => {
    const moment = claim[0] as Moment;
    const first = events[claim[1]] as Source;
    return {
      key: `${key}|${classifier}|${moment.at}`,
      code,
      classifier,
      leg: leg || null,
      container: container || null,
      instance: instance || null,
      standing: claim === winner ? 'current' : claim === revoked ? 'retracted' : 'superseded',
      flag: classifier === 'ACT' && isAhead(moment, first) ? 'future' : null,
      moment,
      first,
      place,
      reason,
    };
  });
}

function isAhead(moment: Moment, first: Source): boolean {
  return Date.parse(moment.at) > Date.parse(first.learnedAt) + AHEAD[moment.precision];
}

function present<T>(registers: Register[] | undefined): T | null {
  return registers ? ((standing(merge(registers))?.[0] as T | undefined) ?? null) : null;
}

function placeOf(code: MilestoneCode, leg: string, legs: readonly RouteLeg[]): Place | null {
  const found = leg ? legs.find((one) => one.externalId === leg) : undefined;
  if (!found) return null;
  return (AT_ORIGIN.has(code) ? found.fields.origin : found.fields.destination) ?? null;
}
