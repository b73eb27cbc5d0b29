import { partId } from '#lib/model/identity.ts';
import type { LatenessLimits } from '#lib/model/lateness-limits.ts';
import type { Place } from '#lib/model/place.ts';
import type { ShipmentFields, Stage } from '#lib/model/shipment.ts';
import { isSnapshotKey } from '#lib/model/snapshot-key.ts';
import { deriveAlerts, deriveOverdueAt, leftTerminal } from './alerts.ts';
import { shipmentConditions } from './conditions/shipment.ts';
import { containerRows, freeTimeEnd, terminalTimeZone } from './container-rows.ts';
import { deriveEta, deriveProgress, type Eta } from './eta.ts';
import { type Evidence, evidenceOf } from './evidence.ts';
import { findExceptions, type ShipmentException } from './exceptions.ts';
import { itemRows } from './items.ts';
import { type Claim, type ClaimHistory, currentClaim, fieldsOf, type Ledger, partsOf, type Source } from './ledger.ts';
import { type MilestoneClaim, milestoneClaims } from './milestones.ts';
import { numbersEver, partyRows, referenceRows } from './names.ts';
import { deriveNext, type Steps } from './next-milestone.ts';
import { omitRemoved } from './omit-removed.ts';
import {
  type DatedProjection,
  type Identity,
  MAX_POSITION,
  type ProjectionContext,
  type RowOf,
  type RowsOf,
} from './projection.ts';
import { withoutRefuted } from './refuted-alerts.ts';
import { endSince, inRouteOrder, type RouteLeg, readFields, readLegs } from './route.ts';
import { shapeOf, stageOfStatus } from './route-position.ts';
import { shipmentSearchTerms } from './search-terms.ts';
import type { RouteShape } from './stage-on-leg.ts';
import { deriveStatus, type ReportedStatus } from './status.ts';

/**
 * Derives all rows of a shipment from its ledger, as of an instant. Pure: the same ledger, instant and limits give the same rows, byte
 * for byte. Without an event they change at `dueAt` and not before, when an actual time in the future has come.
 */
export function projectShipment(
  identity: Identity,
  whole: Ledger,
  { asOf, limits, tariffs, names }: ProjectionContext,
): DatedProjection {
  const ledger = omitRemoved(whole);
  const unordered = readLegs(ledger);
  const claims = milestoneClaims(ledger, unordered, asOf);
  const starts = startsOf(claims);
  const route = inRouteOrder(unordered, (leg) => starts.get(leg.externalId));
  const shape = shapeOf(route, claims);
  const proofs = evidenceOf(claims, shape);
  const containers = [...partsOf(ledger, 'containers').keys()];
  const left = leftTerminal(claims, proofs, shape);
  const trouble = withoutRefuted(findExceptions(claims, proofs, containers, left), ledger, terminalTimeZone(route));
  const eta = deriveEta(claims, shape, containers, endSince(ledger, route));
  const steps = deriveNext(claims, shape, proofs, containers);
  const { id } = identity;
  const parties = partyRows(identity, ledger, names);
  const row = shipmentRow(identity, ledger, {
    parties,
    claims,
    route,
    shape,
    proofs,
    containers,
    left,
    trouble,
    limits,
    eta,
    steps,
  });
  const boxes = containerRows(id, ledger, { claims, left, route, shape });
  const rows = {
    shipments: new Map([[id, row]]),
    legs: new Map(route.map((leg, at) => [partId(id, 'leg', leg.externalId), legRow(id, leg, at + 1)])),
    containers: boxes,
    exceptionConditions: shipmentConditions({
      ...{ row, containers: boxes, ledger, claims, left, route, shape, trouble, eta, limits, tariffs, ...steps },
      timeZone: (row.portOfDischarge ?? row.destination)?.timeZone,
    }),
    milestones: new Map(claims.map((claim) => [claim.key, milestoneRow(id, claim)])),
    exceptions: new Map(trouble.map((one) => [one.raised.key, exceptionRow(id, one)])),
    shipmentReferences: referenceRows(id, ledger, identity.externalId),
    shipmentParties: parties,
    shipmentItems: itemRows(id, ledger),
  };
  return { rows: { ...rows, searchTerms: shipmentSearchTerms(id, rows, numbersEver(whole)) }, dueAt: dueAt(claims) };
}

/** When each leg starts, by its id: its departure, else its earliest milestone. */
function startsOf(claims: readonly MilestoneClaim[]): ReadonlyMap<string, string> {
  const departures = new Map<string, string>();
  const others = new Map<string, string>();
  for (const { leg, code, standing, flag, moment } of claims) {
    if (!leg || standing !== 'current' || flag) continue;
    const into = code === 'DEPARTED' ? departures : others;
    const known = into.get(leg);
    if (known === undefined || moment.at < known) into.set(leg, moment.at);
  }
  return new Map([...others, ...departures]);
}

function dueAt(claims: readonly MilestoneClaim[]): string | null {
  return claims.reduce<string | null>(
    (first, { countsFrom: at }) => (at !== null && (first === null || at < first) ? at : first),
    null,
  );
}

type Derived = {
  parties: RowsOf<'shipmentParties'>;
  claims: MilestoneClaim[];
  route: RouteLeg[];
  shape: RouteShape;
  proofs: Evidence[];
  containers: string[];
  left: MilestoneClaim[];
  trouble: ShipmentException[];
  limits: LatenessLimits;
  eta: Eta;
  steps: Steps;
};

/** Nothing is expected any more: plans of stops that nobody reported are over. */
const ENDED = new Set<Stage>(['delivered', 'cancelled', 'removed']);

function shipmentRow({ id, provider, externalId }: Identity, ledger: Ledger, parts: Derived): RowOf<'shipments'> {
  const { claims, route, shape, proofs, containers, left, trouble, limits, eta, steps } = parts;
  const histories = fieldsOf(ledger);
  const fields = readFields<ShipmentFields>(histories);
  const word = reportedStatusOf(ledger, stagedClaim(histories.get('reportedStatus')));
  const status = deriveStatus(proofs, word, containers, (stage) => stageOfStatus(stage, shape, proofs));
  const { last, next } = steps;
  const awaited = ENDED.has(status.stage) ? null : next;
  const hold = trouble.find(({ kind, cleared }) => kind === 'hold' && cleared === null);
  const main = route.find((leg) => leg.main);
  const freshness = newest(ledger.events);
  const places = ends(route, claims);
  const timeZone = (places.portOfDischarge ?? places.destination)?.timeZone;
  const judged = { stage: status.stage, mode: main?.fields.mode ?? fields.mode ?? null, limits };
  const alerts = deriveAlerts({ ...judged, timeZone, terminal: terminalTimeZone(route) }, eta, ledger, left);
  return {
    id,
    provider,
    externalId,
    name: fields.name ?? null,
    mode: judged.mode,
    status: status.stage,
    statusReason: status.reason,
    statusBasis: status.basis,
    statusAt: status.at,
    statusEventId: status.eventId,
    reportedStatus: fields.reportedStatus?.text ?? null,
    freightType: fields.freightType ?? null,
    incoterm: fields.incoterm ?? null,
    priority: fields.priority ?? null,
    pieces: fields.pieces ?? null,
    weight: fields.weight ?? null,
    volume: fields.volume ?? null,
    cargoReadyOn: fields.cargoReadyOn ?? null,
    customer: customerOf(fields.customer, parts.parties),
    ...places,
    carrier: main?.fields.carrierName ?? main?.fields.scac ?? null,
    vessel: main?.fields.vesselName ?? null,
    voyage: main?.fields.voyage ?? null,
    eta: eta.eta?.moment ?? null,
    etaAt: eta.eta?.moment.at ?? null,
    etaEventId: eta.eta?.first.id ?? null,
    etaBaseline: eta.baseline,
    etaBaselineKind: eta.baselineKind,
    arrived: eta.arrived?.moment ?? null,
    ...alerts,
    freeTimeEndsAt: freeTimeEnd(alerts.freeUntil, terminalTimeZone(route)),
    progress: deriveProgress(claims, shape, proofs, containers),
    lastMilestone: last?.code ?? null,
    lastMilestoneAt: last?.moment.at ?? null,
    nextMilestone: awaited?.code ?? null,
    nextMilestoneAt: awaited?.moment.at ?? null,
    overdueAt: deriveOverdueAt(judged, next),
    heldBy: hold?.raised.reason ?? (hold ? 'customs' : null),
    archived: fields.archivedAt !== undefined || status.stage === 'removed',
    ...freshness,
  };
}

/**
 * The newest status that means a stage, or the newest at all. A flag such as "on hold" changes no stage, but a shipment that has one is
 * not cancelled or removed any more.
 */
function stagedClaim(history: ClaimHistory | undefined): Claim | undefined {
  const newest = currentClaim(history);
  const stageOf = ([value]: Claim) => (value as NonNullable<ShipmentFields['reportedStatus']>).stage;
  const isEnd = (claim: Claim) => ['cancelled', 'removed'].includes(stageOf(claim) ?? '');
  return currentClaim(history?.filter((one) => stageOf(one) !== null && (one === newest || !isEnd(one)))) ?? newest;
}

/** A claim with its first and last event instead of their positions. */
function reportedStatusOf({ events }: Ledger, claim: Claim | undefined): ReportedStatus | undefined {
  const [first, last] = [events[claim?.[1] ?? -1], events[claim?.[2] ?? -1]];
  const isOlder = first === events[0] && first !== undefined && isSnapshotKey(first.key);
  return claim && first && last ? { value: claim[0], first, last, isOlder } : undefined;
}

/** The customer that the shipment states, by the name of the party that has this role. */
function customerOf(stated: string | undefined, parties: RowsOf<'shipmentParties'>): string | null {
  if (stated === undefined) return null;
  const [only, ...others] = [...parties.values()].filter(({ role }) => role === 'customer');
  return only && others.length === 0 ? only.name : stated;
}

/** Where the journey begins and ends. Without legs the places of departure and arrival are used as ports. */
function ends(route: readonly RouteLeg[], claims: readonly MilestoneClaim[]) {
  const main = route.filter((leg) => leg.main);
  const placeOf = (codes: readonly string[]): Place | null =>
    claims.find((claim) => codes.includes(claim.code) && claim.place && claim.standing === 'current')?.place ?? null;
  return {
    origin: route.at(0)?.fields.origin ?? placeOf(['PICKED_UP', 'LOADING', 'CARGO_READY']),
    portOfLoading: main.at(0)?.fields.origin ?? placeOf(['DEPARTED']),
    portOfDischarge: main.at(-1)?.fields.destination ?? placeOf(['ARRIVED']),
    destination: route.at(-1)?.fields.destination ?? placeOf(['DELIVERED', 'UNLOADING']),
  };
}

/** How current the shipment is: the latest report time, and when it was learned. */
function newest(sources: Iterable<Source>): { reportedAt: string; learnedAt: string } {
  let reportedAt = '';
  let learnedAt = '';
  for (const source of sources) {
    if (source.reportedAt > reportedAt) reportedAt = source.reportedAt;
    if (source.learnedAt > learnedAt) learnedAt = source.learnedAt;
  }
  return { reportedAt, learnedAt };
}

function legRow(shipmentId: string, { externalId, main, fields }: RouteLeg, sequence: number): RowOf<'legs'> {
  return {
    id: partId(shipmentId, 'leg', externalId),
    shipmentId,
    externalId,
    sequence: Math.min(sequence, MAX_POSITION),
    main,
    mode: fields.mode ?? null,
    origin: fields.origin ?? null,
    destination: fields.destination ?? null,
    originRole: fields.originRole ?? null,
    destinationRole: fields.destinationRole ?? null,
    carrierName: fields.carrierName ?? null,
    scac: fields.scac ?? null,
    vesselName: fields.vesselName ?? null,
    vesselImo: fields.vesselImo ?? null,
    voyage: fields.voyage ?? null,
    trackingNumber: fields.trackingNumber ?? null,
  };
}

function milestoneRow(shipmentId: string, claim: MilestoneClaim): RowOf<'milestones'> {
  return {
    shipmentId,
    id: claim.key,
    code: claim.code,
    classifier: claim.classifier,
    legId: claim.leg && partId(shipmentId, 'leg', claim.leg),
    containerId: claim.container && partId(shipmentId, 'container', claim.container),
    instance: claim.instance,
    standing: claim.standing,
    flag: claim.flag,
    occurredAt: claim.moment.at,
    occurredText: claim.moment.text,
    occurredOffset: claim.moment.offset,
    precision: claim.moment.precision,
    reportedAt: claim.first.reportedAt,
    learnedAt: claim.first.learnedAt,
    eventId: claim.first.id,
    place: claim.place,
    reason: claim.reason,
  };
}

function exceptionRow(
  shipmentId: string,
  { kind, raised, cleared, clearedReason }: ShipmentException,
): RowOf<'exceptions'> {
  return {
    shipmentId,
    id: raised.key,
    kind,
    code: raised.code,
    reason: raised.reason,
    raisedAt: raised.moment.at,
    raisedBy: raised.first.id,
    clearedAt: cleared?.moment.at ?? null,
    clearedBy: cleared?.first.id ?? null,
    clearedReason,
  };
}
