import { hasArrived } from '#lib/model/lateness.ts';
import type { Place } from '#lib/model/place.ts';
import { isPlaceholder } from '#lib/model/placeholder.ts';
import { searchable } from '#lib/model/reference.ts';
import { isSamePlace } from '#lib/places/same-place.ts';
import { currentClaim, fieldsOf } from '../ledger.ts';
import type { MilestoneClaim } from '../milestones.ts';
import type { RouteLeg } from '../route.ts';
import type { Json } from '../values.ts';
import { SCHEDULED } from './arrival.ts';
import { type Condition, lastChange } from './condition.ts';
import type { JudgedShipment } from './judged-shipment.ts';

const DAY = 24 * 3_600_000;

/** Changes of the main carriage before it departs, and connections that cannot be met. Nothing after the arrival. */
export function routeConditions(shipment: JudgedShipment): Condition[] {
  const { row, route, shape } = shipment;
  if (row.arrived !== null || hasArrived(row.status, row.mode)) return [];
  const waiting = route.filter(({ externalId, main }) => main && !shape.departures.has(externalId));
  return [
    ...waiting.flatMap((leg) => sailingChange(shipment, leg)),
    ...waiting.flatMap((leg) => missedConnection(shipment, leg)),
    ...portChange(shipment),
  ];
}

/** Another vessel or voyage: rolled if it also departs at least a day later than any before. */
function sailingChange({ ledger, claims }: JudgedShipment, { externalId, fields }: RouteLeg): Condition[] {
  const histories = fieldsOf(ledger, 'legs', externalId);
  const changes = (['vesselName', 'voyage'] as const).flatMap((field) => {
    // A ship that is named after `TBA` is no other ship.
    const history = histories.get(field)?.filter(([value]) => !isPlaceholder(String(value)));
    const change = lastChange(ledger, history, currentClaim(history), isSameName);
    return change ? [{ field, ...change }] : [];
  });
  const last = changes.reduce<(typeof changes)[number] | null>(
    (latest, one) => (latest && latest.source.reportedAt > one.source.reportedAt ? latest : one),
    null,
  );
  if (!last) return [];
  const textOf = (field: 'vesselName' | 'voyage') =>
    changes.find((one) => one.field === field)?.before ?? fields[field];
  const departures = departuresOf(claims, externalId);
  const [is, was] = [departures.current, departures.first];
  const isRolled = is && was && Date.parse(is.moment.at) - Date.parse(was.moment.at) >= DAY;
  return [
    {
      type: isRolled ? 'departure.rolled' : 'departure.vessel_changed',
      part: externalId,
      severity: isRolled ? 'high' : 'low',
      opensAt: last.source.reportedAt,
      source: last.source,
      details: {
        from: joined(textOf('vesselName'), textOf('voyage')),
        to: joined(fields.vesselName, fields.voyage),
        ...(isRolled && { expected: was.moment, now: is.moment }),
      },
    },
  ];
}

/** A leg that departs before the one before it arrives. */
function missedConnection({ claims, route }: JudgedShipment, leg: RouteLeg): Condition[] {
  const before = route[route.indexOf(leg) - 1];
  if (!before?.main || !SCHEDULED.has(leg.fields.mode) || !SCHEDULED.has(before.fields.mode)) return [];
  const arrival = expectedOf(claims, before.externalId, 'ARRIVED');
  const departure = expectedOf(claims, leg.externalId, 'DEPARTED');
  if (!arrival || !departure || departure.moment.at >= arrival.moment.at) return [];
  const [source] = [arrival.first, departure.first].sort((a, b) => (a.reportedAt > b.reportedAt ? -1 : 1));
  if (!source) return [];
  const place = leg.fields.origin?.name || leg.fields.origin?.unlocode || undefined;
  return [
    {
      ...{ type: 'transshipment.missed', part: leg.externalId, severity: 'high', opensAt: source.reportedAt, source },
      details: {
        ...{ expected: departure.moment, now: arrival.moment, place },
        timeZone: leg.fields.origin?.timeZone ?? undefined,
      },
    },
  ];
}

/** Another port of discharge. */
function portChange({ ledger, route }: JudgedShipment): Condition[] {
  const last = route.findLast(({ main }) => main);
  const to = last?.fields.destination;
  if (!last || !to || !SCHEDULED.has(last.fields.mode)) return [];
  const history = fieldsOf(ledger, 'legs', last.externalId).get('destination');
  const isSame = (one: Json, other: Json) => isSamePlace(one as Place, other as Place);
  const change = lastChange(ledger, history, currentClaim(history), isSame);
  if (!change) return [];
  const from = change.before as Place;
  return [
    {
      ...{ type: 'departure.pod_changed', part: '', severity: 'high', source: change.source },
      opensAt: change.source.reportedAt,
      details: { from: portText(from), to: portText(to) },
    },
  ];
}

/** What is known of a departure or arrival: the actual time, else the estimate, else the plan. */
function expectedOf(claims: readonly MilestoneClaim[], leg: string, code: MilestoneClaim['code']) {
  const current = claims.filter(
    (one) => one.leg === leg && one.code === code && one.standing === 'current' && !one.flag && one.container === null,
  );
  return (['ACT', 'EST', 'PLN'] as const).map((kind) => current.find((one) => one.classifier === kind)).find(Boolean);
}

/** The departure of a leg that is expected now, and the earliest that was ever expected. */
function departuresOf(claims: readonly MilestoneClaim[], leg: string) {
  const expected = claims.filter((one) => one.leg === leg && one.code === 'DEPARTED' && !one.flag);
  const first = expected
    .filter(({ classifier, standing }) => classifier !== 'ACT' && standing !== 'retracted')
    .reduce<MilestoneClaim | null>((least, one) => (least && least.moment.at <= one.moment.at ? least : one), null);
  return { current: expectedOf(claims, leg, 'DEPARTED') ?? null, first };
}

/** What some systems write before the name of a ship, and before the number of a voyage. */
const PREFIX = /^\s*(?:m\.?\/?v\.?\s+|0+(?=\d))/i;

/** Whether two texts name one ship or voyage: `MV Ever Given` and `EVER GIVEN`, `0202W` and `202W`. */
function isSameName(one: Json, other: Json): boolean {
  const [left, right] = [one, other].map((text) => searchable(String(text).replace(PREFIX, '')));
  return left === right;
}

const joined = (...texts: unknown[]) => texts.filter((one) => typeof one === 'string' && one !== '').join(' ');
const portText = ({ unlocode, name }: Place) => joined(unlocode, name);
