import { etaVarianceOf } from '#components/shipments/eta-variance.ts';
import { CONTAINERS } from '#db/queries/containers.ts';
import { documentsOf } from '#db/queries/shipment-documents.ts';
import {
  getShipment,
  getTimeline,
  SHIPMENTS,
  type ShipmentDetail,
  type ShipmentListItem,
  type TimelineEntry,
} from '#db/queries/shipments.ts';
import { checkDocuments } from '#lib/model/checklist.ts';
import { happenedOf, tradeOfShipment } from '#lib/model/documents-due.ts';
import { DEFAULT_LATENESS } from '#lib/model/lateness-limits.ts';
import type { Stage } from '#lib/model/shipment.ts';
import { containerDifferences } from './compare-containers.ts';
import { flagDifferences } from './compare-flags.ts';
import type { ExpectedLeg, ExpectedShipment, Position } from './expected-shipment.ts';
import type { Arrival } from './lateness.ts';
import { inBatches, readAll, type ScreenReader } from './screen-reader.ts';

const AHEAD: readonly Position[] = ['not collected'];

/** What a stage on a screen may mean. A forwarder has no word for how far goods are before they are collected. */
const CLAIMS: Readonly<Record<Stage, readonly Position[]>> = {
  unknown: [],
  draft: ['draft', ...AHEAD],
  rejected: ['rejected'],
  tendered: ['tendered'],
  planned: ['planned', ...AHEAD],
  booked: ['booked', ...AHEAD],
  dispatched: ['dispatched'],
  at_origin: ['at origin'],
  in_transit: ['under way', 'at a transshipment', 'going inland'],
  arrived: ['arrived'],
  delivering: ['out for delivery'],
  at_destination: ['at the door'],
  delivered: ['delivered'],
  cancelled: ['cancelled'],
  removed: ['removed'],
};

/** Where shipments and what stands in them differ from what somebody saw. */
export async function shipmentDifferences(
  { db, now }: ScreenReader,
  expectedShipments: readonly ExpectedShipment[],
): Promise<string[]> {
  const [rows, late, overdue, charged, boxes, lateBoxes] = await Promise.all([
    readAll(db, SHIPMENTS),
    idsOf(readAll(db, SHIPMENTS, { view: 'late' })),
    idsOf(readAll(db, SHIPMENTS, { view: 'overdue' })),
    idsOf(readAll(db, SHIPMENTS, { view: 'charges' })),
    readAll(db, CONTAINERS),
    idsOf(readAll(db, CONTAINERS, { late: true })),
  ]);
  const shown = new Map(rows.map((row) => [`${row.provider} ${row.externalId}`, row]));
  const ofShipment = Map.groupBy(boxes, ({ shipmentId }) => shipmentId);
  return inBatches(expectedShipments, async (expected) => {
    const who = `${expected.provider} ${expected.id}`;
    const row = shown.get(who);
    if (!row) return [`presence of ${who}: not shown`];
    if (expected.position === 'removed' || expected.position === 'cancelled') return stageOf(who, expected, row);
    const [detail, timeline, documents] = await Promise.all([
      getShipment(db, row.id),
      getTimeline(db, row.id),
      documentsOf(db, row.id),
    ]);
    if (!detail) return [`presence of ${who}: listed, without a page`];
    const facts = timeline.filter((one) => one.classifier === 'ACT' && one.standing === 'current' && !one.flag);
    return [
      ...stageOf(who, expected, row),
      ...arrivalsOf(who, expected, row, { now, isLate: late.has(row.id) }),
      ...legsOf(who, expected.legs, detail, facts),
      ...containerDifferences(who, expected, { boxes: ofShipment.get(row.id) ?? [], isLate: lateBoxes, facts, now }),
      ...customsOf(who, expected, row, facts),
      ...papersOf(who, expected, { detail, timeline, documents }),
      ...flagDifferences(who, expected, {
        ...{ detail, timeline, now, boxes: ofShipment.get(row.id) ?? [] },
        ...{ isOverdue: overdue.has(row.id), isCharged: charged.has(row.id) },
      }),
    ];
  });
}

async function idsOf(rows: Promise<{ id: string }[]>): Promise<Set<string>> {
  return new Set((await rows).map(({ id }) => id));
}

function stageOf(who: string, { position, inPart }: ExpectedShipment, row: ShipmentListItem): string[] {
  const found: string[] = [];
  if (!CLAIMS[row.status].includes(position))
    found.push(`stage of ${who}: shown ${row.status} (${row.statusReason}), is ${position}`);
  const [, shown = 'none'] = /in part: (.*?)(?:, but the provider|$)/.exec(row.statusReason) ?? [];
  const expectedValue = inPartWords(inPart);
  if (shown !== expectedValue) found.push(`containers ahead of ${who}: shown ${shown}, is ${expectedValue}`);
  return found;
}

const IN_WORDS: Partial<Record<Position, string>> = {
  'under way': 'in transit',
  'going inland': 'in transit inland',
  'at the door': 'at destination',
};

function inPartWords({ ahead, of }: ExpectedShipment['inPart']): string {
  const counts = new Map<string, number>();
  for (const position of ahead) {
    const words = IN_WORDS[position] ?? position;
    counts.set(words, (counts.get(words) ?? 0) + 1);
  }
  const texts = [...counts].map(([words, count], at) => `${count}${at === 0 ? ` of ${of} containers` : ''} ${words}`);
  return texts.length > 0 ? texts.join(', ') : 'none';
}

type When = { at: string; precision: 'day' | 'time' };

/** Whether that is when it was. Noon or midnight sharp is how the forwarder writes a day, so what happened then is shown as a day. */
function isThen(shown: When | null | undefined, expectedValue: number | null): boolean {
  if (!shown || expectedValue === null) return !shown && expectedValue === null;
  if (shown.precision === 'time') return Math.abs(Date.parse(shown.at) - expectedValue) < 60_000;
  return (
    expectedValue % QUARTER === 0 && Math.abs(Date.parse(shown.at) + DAY / 2 - expectedValue) <= DAY / 2 + 2 * 3_600_000
  );
}
const at = (instant: number | null) => (instant === null ? 'nothing' : new Date(instant).toISOString());

type Seen = { now: number; isLate: boolean };

function arrivalsOf(who: string, expected: ExpectedShipment, row: ShipmentListItem, { now, isLate }: Seen): string[] {
  const found: string[] = [];
  if (!isThen(row.arrived, expected.arrived))
    found.push(`arrival of ${who}: shown ${row.arrived?.at ?? 'nothing'}, is ${at(expected.arrived)}`);
  if (isLate !== expected.isLate)
    found.push(
      `late list of ${who}: shown ${isLate ? 'on it' : 'not on it'}, is ${expected.isLate ? 'late' : 'not late'}`,
    );
  const variance = etaVarianceOf(row, now, DEFAULT_LATENESS);
  const expectedValue = expected.arrival;
  const text = variance ? `${variance.whole} (${variance.tone})` : 'nothing';
  const isRight =
    variance === null ? expectedValue === null : expectedValue !== null && says(variance, expectedValue, now);
  return isRight ? found : [...found, `lateness of ${who}: shown ${text}, is ${JSON.stringify(expectedValue)}`];
}

const DAY = 86_400_000;
/** Clocks are quarters of an hour apart at least. */
const QUARTER = 15 * 60_000;
const UNITS: Readonly<Record<string, number>> = { h: 3_600_000, d: DAY };

/** Whether the chip says what is so: overdue by as long, or as many days or hours off. */
function says(
  { size, short, whole, tone }: NonNullable<ReturnType<typeof etaVarianceOf>>,
  expectedValue: Arrival,
  now: number,
) {
  if ((tone === 'late') !== expectedValue.late) return false;
  const isOverdue = whole.startsWith('overdue');
  if (expectedValue.is === 'overdue') return isOverdue && Math.abs(now - expectedValue.since - size) < 60_000;
  if (isOverdue) return false;
  if (expectedValue.unit === 'days') return size === expectedValue.behind;
  const unit = UNITS[short.at(-1) ?? ''] ?? UNITS.h ?? 1;
  return Math.abs(size * unit - expectedValue.behind) < unit;
}

function legsOf(who: string, legs: readonly ExpectedLeg[], detail: ShipmentDetail, facts: readonly TimelineEntry[]) {
  return legs.flatMap(({ id, left, reached }) => {
    const leg = detail.legs.find(({ externalId }) => externalId === id);
    if (!leg) return [`leg ${id} of ${who}: not shown`];
    const own = facts.filter(({ legId, containerId }) => legId === leg.id && !containerId);
    const shown = (wanted: string): When | undefined => {
      const fact = own.find(({ code }) => code === wanted);
      return fact && { at: fact.occurredAt, precision: fact.precision };
    };
    const [departed, arrived] = [shown('DEPARTED') ?? shown('OUT_FOR_DELIVERY'), shown('ARRIVED')];
    const found: string[] = [];
    if (!isThen(departed, left))
      found.push(`departure on leg ${id} of ${who}: shown ${departed?.at ?? 'nothing'}, is ${at(left)}`);
    if (!isThen(arrived, reached))
      found.push(`arrival on leg ${id} of ${who}: shown ${arrived?.at ?? 'nothing'}, is ${at(reached)}`);
    return found;
  });
}

function customsOf(who: string, { customs }: ExpectedShipment, row: ShipmentListItem, facts: readonly TimelineEntry[]) {
  if (customs === null) return [];
  const released = facts.some(({ code }) => code === 'CUSTOMS_RELEASED');
  const shown = row.heldBy === null ? (released ? 'cleared' : 'not yet') : 'held';
  return shown === customs ? [] : [`customs of ${who}: shown ${shown} (${row.heldBy}), is ${customs}`];
}

type Filed = { detail: ShipmentDetail; timeline: readonly TimelineEntry[]; documents: readonly { type: string }[] };

function papersOf(who: string, { missing }: ExpectedShipment, { detail, timeline, documents }: Filed): string[] {
  if (missing === null) return [];
  const checked = checkDocuments(detail.mode, happenedOf(detail, timeline), documents, tradeOfShipment(detail));
  const names = checked.required.filter(({ state }) => state === 'missing').map(({ label }) => label.toLowerCase());
  const [shown, expectedValue] = [names.sort().join(', '), missing.join(', ')];
  return shown === expectedValue
    ? []
    : [`missing papers of ${who}: shown ${shown || 'none'}, is ${expectedValue || 'none'}`];
}
