import { freeTimeEnd } from '#components/shipment/free-time.ts';
import type { ContainerListItem } from '#db/queries/containers.ts';
import type { TimelineEntry } from '#db/queries/shipments.ts';
import { localDay } from './calendar.ts';
import type { ExpectedContainer, ExpectedShipment } from './expected-shipment.ts';

type Shown = {
  boxes: readonly ContainerListItem[];
  /** The containers on the list of those with free time passed. */
  isLate: ReadonlySet<string>;
  /** The facts on the timeline of the shipment. */
  facts: readonly TimelineEntry[];
  now: number;
};

const MINUTE = 60_000;
const textOf = (at: number | string | null | undefined) => (at ? new Date(at).toISOString() : 'nothing');

/** The differences between the containers on the screens and the expected ones. */
export function containerDifferences(
  who: string,
  expected: ExpectedShipment,
  { boxes, isLate, facts, now }: Shown,
): string[] {
  return expected.containers.flatMap((container) => {
    const name = `container ${container.id} of ${who}`;
    const row = boxes.find(({ externalId }) => externalId === container.id);
    if (!row) return [`presence of ${name}: not shown`];
    const own = facts.filter(({ containerId }) => containerId === row.id);
    const number =
      row.number === container.number ? [] : [`number of ${name}: shown ${row.number}, is ${container.number}`];
    return [
      ...number,
      ...journeyOf(name, container, own),
      ...freeTimeOf(name, container, row, isLate.has(row.id), now),
    ];
  });
}

function journeyOf(name: string, container: ExpectedContainer, own: readonly TimelineEntry[]): string[] {
  const found: string[] = [];
  const check = (what: string, code: string, expectedTimes: readonly number[]) => {
    const shown = own.filter((one) => one.code === code).map(({ occurredAt }) => Date.parse(occurredAt));
    const missing = expectedTimes.filter((expected) => !shown.some((one) => Math.abs(one - expected) <= MINUTE));
    const wrong = shown.filter((one) => !expectedTimes.some((expected) => Math.abs(one - expected) <= MINUTE));
    for (const expected of missing) found.push(`${what} of ${name}: shown nothing, is ${textOf(expected)}`);
    for (const one of wrong) found.push(`${what} of ${name}: shown ${textOf(one)}, not expected`);
  };
  check('loading', 'LOADED', [...container.loaded.values()]);
  check('discharge', 'DISCHARGED', [...container.discharged.values()]);
  check('availability', 'AVAILABLE_FOR_PICKUP', container.available === null ? [] : [container.available]);
  const returned = own.find(({ code }) => code === 'EMPTY_RETURNED');
  const day = returned ? dayOf(returned, container.zone) : null;
  if (day !== container.returnedOn) found.push(`return of ${name}: shown ${day}, is ${container.returnedOn}`);
  return found;
}

function dayOf({ precision, occurredAt }: TimelineEntry, zone: string): string {
  return precision === 'day' ? occurredAt.slice(0, 10) : localDay(Date.parse(occurredAt), zone);
}

function freeTimeOf(
  name: string,
  container: ExpectedContainer,
  row: ContainerListItem,
  isLate: boolean,
  now: number,
): string[] {
  const found: string[] = [];
  const day = row.lastFreeDay?.slice(0, 10) ?? null;
  if (day !== container.freeUntil) found.push(`last free day of ${name}: shown ${day}, is ${container.freeUntil}`);
  const end = freeTimeEnd(row, row.shipment?.status);
  if (end !== container.freeTimeEndsAt)
    found.push(`free time of ${name}: shown to end ${textOf(end)}, ends ${textOf(container.freeTimeEndsAt)}`);
  const isOver = container.freeTimeEndsAt !== null && now >= container.freeTimeEndsAt;
  if (isLate !== isOver) found.push(`late list of ${name}: shown ${isLate ? 'on it' : 'not on it'}, is ${isOver}`);
  return found;
}
