import type { Classifier, MilestoneCode, TimeFlag } from '#lib/model/milestone.ts';
import type { Place } from '#lib/model/place.ts';
import { searchable } from '#lib/model/reference.ts';
import type { Moment } from '#lib/model/time.ts';
import { windowEndKey } from '#lib/model/time-window.ts';
import { onClockOf } from '#lib/model/zone.ts';
import { withPortTimeZone } from '#lib/places/with-port-time-zone.ts';
import { mergeHistories } from './apply-statements.ts';
import { type ClaimHistory, currentClaim, type Ledger, partsOf, type Source } from './ledger.ts';
import { containersAbout, containersOnLegs } from './milestone-containers.ts';
import type { MilestoneGroup } from './milestone-group.ts';
import { AT_ORIGIN, legOf } from './place-on-route.ts';
import { isImplausible, plausibleFrom } from './plausible-time.ts';
import type { RouteLeg } from './route.ts';
import { milestoneKey, readMilestoneKey } from './statements.ts';

/** A claim of a milestone, with its standing among the claims of that milestone and classifier. */
export type MilestoneClaim = {
  /** Milestone and claim: unique within the shipment. */
  key: string;
  code: MilestoneCode;
  classifier: Classifier;
  leg: string | null;
  container: string | null;
  /** The ids of the containers that it applies to; null for the whole shipment. */
  about: readonly string[] | null;
  instance: string | null;
  standing: 'current' | 'superseded' | 'retracted';
  flag: TimeFlag | null;
  /** For an actual time in the future: the instant from which it counts, UTC; else null. */
  countsFrom: string | null;
  moment: Moment;
  /** The first event that stated it. */
  first: Source;
  /** The event that stated it last. */
  last: Source;
  place: Place | null;
  reason: string | null;
};

const CLASSIFIERS: readonly Classifier[] = ['PLN', 'EST', 'ACT'];

/**
 * The context in which claims are interpreted: the events and legs, the containers of each leg (`carried`), and the instant `asOf` after
 * which actual times are in the future.
 */
type Background = {
  events: readonly Source[];
  legs: ReadonlyMap<string, RouteLeg>;
  carried: ReadonlyMap<string, readonly string[]>;
  asOf: string;
};

/** All milestone claims of a ledger, as of an instant. */
export function milestoneClaims(ledger: Ledger, legs: readonly RouteLeg[], asOf: string): MilestoneClaim[] {
  const groups = group(ledger, legs);
  const background = {
    events: ledger.events,
    legs: new Map(legs.map((leg) => [leg.externalId, leg])),
    carried: containersOnLegs(groups.values()),
    asOf,
  };
  const stated = new Set<string>();
  for (const { code, slots } of groups.values()) {
    for (const classifier of CLASSIFIERS) if (slots.has(classifier)) stated.add(`${code} ${classifier}`);
  }
  const claims: MilestoneClaim[] = [];
  for (const [key, one] of groups) {
    for (const classifier of CLASSIFIERS) {
      // A hint counts only without a better claim: a hint for a leg while nothing is stated for that leg, a hint for the shipment
      // while no leg or container has a claim of the same code and classifier.
      const isStated = one.leg === '' && stated.has(`${one.code} ${classifier}`);
      const hinted = isStated ? undefined : one.slots.get(`${classifier}~`);
      const own = one.slots.get(classifier);
      const histories = own ? [...own, ...withdrawn(one, classifier, ledger)] : hinted;
      if (!histories) continue;
      const reason = present<string>(one.slots.get(`${classifier}${own ? '' : '~'}?`));
      for (const claim of claimsOf(key, one, { classifier, reason }, histories, background)) claims.push(claim);
    }
  }
  return claims;
}

/**
 * The retraction of a hint that had a time: whoever takes back the copy of a date takes back the date, unless it is that of a leg or is
 * stated by an event of the same time. A hint that was always empty retracts nothing.
 */
function withdrawn({ slots, ofLeg }: MilestoneGroup, classifier: Classifier, { events }: Ledger): ClaimHistory[] {
  if (ofLeg.has(classifier)) return [];
  const hints = mergeHistories(slots.get(`${classifier}~`) ?? []);
  const winner = currentClaim(hints);
  if (winner?.[0] !== null || hints.length === 1) return [];
  const at = (event: number) => events[event]?.reportedAt ?? '';
  const isLater = (slots.get(classifier) ?? [])
    .flat()
    .every(([value, , last]) => value === null || at(winner[2]) > at(last));
  return isLater ? [[winner]] : [];
}

/** Milestones by code, leg, container and instance, after missing legs and containers were assigned. */
function group(ledger: Ledger, legs: readonly RouteLeg[]): Map<string, MilestoneGroup> {
  const groups = new Map<string, MilestoneGroup>();
  const numbers = containersByNumber(ledger);
  for (const [ownKey, fields] of partsOf(ledger, 'milestones')) {
    const [stated = '', ownLeg = '', ownContainer = '', ownInstance = ''] = readMilestoneKey(ownKey);
    const code = stated as MilestoneCode;
    const named = ownContainer === '' ? numbers.get(searchable(ownInstance)) : undefined;
    const [container, instance] = named === undefined ? [ownContainer, ownInstance] : [named, ''];
    const leg = ownLeg || (legOf(code, statedPlace(fields), container, legs) ?? '');
    const key = leg === ownLeg && named === undefined ? ownKey : milestoneKey({ code, leg, container, instance });
    const known = groups.get(key) ?? { code, leg, container, instance, slots: new Map(), ofLeg: new Set() };
    for (const [slot, history] of fields) {
      known.slots.set(slot, [...(known.slots.get(slot) ?? []), history]);
      if (ownLeg !== '' && history.some(([value]) => value !== null)) known.ofLeg.add(slot);
    }
    groups.set(key, known);
  }
  return groups;
}

/** Container ids by container number: some sources state only the number. */
function containersByNumber(ledger: Ledger): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const [id, fields] of partsOf(ledger, 'containers')) {
    const number = currentClaim(fields.get('number'))?.[0];
    if (typeof number === 'string' && number !== '') found.set(searchable(number), id);
  }
  return found;
}

/** The stated place of a milestone: of the actual, else the estimated, else the planned one. */
function statedPlace(fields: ReadonlyMap<string, ClaimHistory>): Place | null {
  for (const classifier of ['ACT', 'EST', 'PLN']) {
    const place = currentClaim(fields.get(`${classifier}@`))?.[0];
    if (place) return place as Place;
  }
  return null;
}

function claimsOf(
  key: string,
  group: MilestoneGroup,
  { classifier, reason }: Pick<MilestoneClaim, 'classifier' | 'reason'>,
  histories: readonly ClaimHistory[],
  { events, legs, carried, asOf }: Background,
): MilestoneClaim[] {
  const { code, leg, container, instance, slots } = group;
  const about = containersAbout(group, classifier, carried);
  const place = withPortTimeZone(present<Place>(slots.get(`${classifier}@`))) ?? placeOf(code, legs.get(leg));
  const learned = (first: number) => events[first]?.learnedAt ?? asOf;
  const history = mergeHistories(histories.map((one) => inPlaceTimeZone(one, place?.timeZone)));
  const implausible = new Set(
    history.filter(([value, first]) => value !== null && isImplausible(value as Moment, classifier, learned(first))),
  );
  const winner = currentClaim(history.filter((claim) => !implausible.has(claim))) ?? currentClaim(history);
  const dated = history.filter(([value]) => value !== null);
  const revoked = winner?.[0] === null ? currentClaim(dated) : undefined;
  return dated.map((claim) => {
    const moment = claim[0] as Moment;
    const from = classifier === 'ACT' ? plausibleFrom(moment, place?.timeZone, asOf) : null;
    return {
      key: `${key}|${classifier}|${moment.at}${endOf(moment)}${hasNoTimeZone(moment) ? ' local' : ''}`,
      code,
      classifier,
      leg: leg || null,
      container: container || null,
      about,
      instance: instance || null,
      standing: claim === winner ? 'current' : claim === revoked ? 'retracted' : 'superseded',
      flag: implausible.has(claim) ? 'implausible' : from === null ? null : 'future',
      countsFrom: from,
      moment,
      first: events[claim[1]] as Source,
      last: (events[claim[2]] ?? events[claim[1]]) as Source,
      place,
      reason,
    };
  });
}

/** What tells windows apart that begin at the same instant. */
function endOf(moment: Moment): string {
  const end = windowEndKey(moment);
  return end === null ? '' : `/${end}`;
}

/** Whether a time has no known time zone. It is then a different claim than the same time in UTC. */
function hasNoTimeZone({ precision, offset }: Moment): boolean {
  return precision === 'time' && offset === null;
}

/** Interprets times without an offset in the time zone of the place, and merges claims of the same instant. */
function inPlaceTimeZone(history: ClaimHistory, timeZone: string | null | undefined): ClaimHistory {
  if (!timeZone || !history.some(([value]) => value !== null && (value as Moment).offset === null)) return history;
  const placed = history.map(([value, first, last]): ClaimHistory[number] => {
    return [value === null ? null : onClockOf(value as Moment, timeZone), first, last];
  });
  return mergeHistories([placed, []]);
}

function present<T>(histories: ClaimHistory[] | undefined): T | null {
  return histories ? ((currentClaim(mergeHistories(histories))?.[0] as T | undefined) ?? null) : null;
}

function placeOf(code: MilestoneCode, leg: RouteLeg | undefined): Place | null {
  if (!leg) return null;
  return (AT_ORIGIN.has(code) ? leg.fields.origin : leg.fields.destination) ?? null;
}
