import { containerClass, tariffSize } from '#lib/model/container-class.ts';
import { lastFreeDay } from '#lib/model/free-days.ts';
import { dayAt, endOfDay } from '#lib/model/lateness.ts';
import { type Tariff, tariffOn, tariffsFor } from '#lib/model/tariff.ts';
import { terminalOf } from '../container-rows.ts';
import type { MilestoneClaim } from '../milestones.ts';
import type { RowOf } from '../projection.ts';
import { placeName } from './arrival.ts';
import { type Condition, hoursBefore, instantOf } from './condition.ts';
import type { JudgedShipment } from './judged-shipment.ts';

/** An empty return is near its end from this long before: time enough to book a truck. */
const NEAR_HOURS = 48;

/** A return that is not reported for so long after it was due is one that the source never reports. */
const MAX_OVERDUE_MS = 90 * 24 * 3_600_000;

/**
 * Containers that left the terminal and whose empty return is not reported, if a tariff states how many days that may take. Sources state
 * no such days. Nothing for cargo without a container of its own, and where the day is unknown on which free time begins.
 */
export function returnConditions(shipment: JudgedShipment): Condition[] {
  if (shipment.tariffs.length === 0) return [];
  return [...shipment.containers.values()].flatMap((container) => conditionsOf(shipment, container));
}

function conditionsOf(shipment: JudgedShipment, container: RowOf<'containers'>): Condition[] {
  const { route, left } = shipment;
  const { id, externalId, number, leftAt, returnedAt, type } = container;
  const proof = left.find((claim) => claim.moment.at === leftAt && isAbout(claim, externalId));
  if (leftAt === null || !proof || returnedAt !== null || type === 'lcl') return [];
  const terminal = terminalOf(route);
  const timeZone = terminal?.timeZone ?? undefined;
  const lastDay = lastDayOf(shipment, container, proof);
  const deadline = lastDay === null ? null : instantOf(endOfDay(lastDay, timeZone ?? 'UTC'));
  if (deadline === null) return [];
  const common = {
    ...{ part: id, deadline, source: proof.first },
    details: { container: number ?? externalId, timeZone, place: terminal && placeName({ place: terminal }) },
  };
  const begins = later(leftAt, deadline);
  return [
    {
      ...{ type: 'charge.empty_return_near', severity: 'medium', endsAt: deadline },
      opensAt: later(leftAt, hoursBefore(deadline, NEAR_HOURS)),
      ...common,
    },
    {
      ...{ type: 'charge.empty_return_past', severity: 'critical', opensAt: begins },
      endsAt: instantOf(Date.parse(begins) + MAX_OVERDUE_MS),
      ...common,
    },
  ];
}

/** The last free day by the most specific tariff that is valid when its free time begins; null if none is. */
function lastDayOf(
  { row, route, claims, tariffs }: JudgedShipment,
  { externalId, type, size }: RowOf<'containers'>,
  gateOut: MilestoneClaim,
): string | null {
  const discharge = claims
    .filter((claim) => claim.code === 'DISCHARGED' && proves(claim, externalId))
    .filter(({ moment }) => moment.at <= gateOut.moment.at)
    .reduce<MilestoneClaim | null>((last, one) => (last && last.moment.at >= one.moment.at ? last : one), null);
  const beginsOn = ({ charge }: Tariff) => {
    const begins = charge === 'combined' ? discharge : gateOut;
    return begins && dayAt(begins.moment, terminalOf(route)?.timeZone);
  };
  const candidates = tariffsFor(tariffs, 'detention', {
    carriers: [row.carrier, ...route.map(({ fields }) => fields.scac)],
    place: terminalOf(route),
    containerType: containerClass(type, size),
    size: tariffSize(size),
  });
  const tariff = candidates.find((one) => {
    const day = beginsOn(one);
    return day !== null && tariffOn([one], day) !== undefined;
  });
  const day = tariff ? beginsOn(tariff) : null;
  return tariff && day ? lastFreeDay(day, tariff) : null;
}

const later = (one: string, other: string) => (one > other ? one : other);

const isAbout = ({ about }: MilestoneClaim, container: string) => about === null || about.includes(container);

/** Whether a claim proves that something happened to a container. */
function proves(claim: MilestoneClaim, container: string): boolean {
  return claim.classifier === 'ACT' && claim.standing === 'current' && !claim.flag && isAbout(claim, container);
}
