import { freeTimeEnd } from '#components/shipment/free-time.ts';
import type { ContainerListItem } from '#db/queries/containers.ts';
import type { TimelineEntry } from '#db/queries/shipments.ts';
import { dayThere } from './calendar.ts';
import type { BoxVerdict, Verdict } from './oracle.ts';

type Shown = {
  boxes: readonly ContainerListItem[];
  /** Those on the list whose free time is over. */
  isLate: ReadonlySet<string>;
  /** What is known as a fact of the shipment. */
  facts: readonly TimelineEntry[];
  now: number;
};

const MINUTE = 60_000;
const say = (at: number | string | null | undefined) => (at ? new Date(at).toISOString() : 'nothing');

/** Where the containers of a shipment differ from what somebody saw of each. */
export function boxFalsehoods(who: string, verdict: Verdict, { boxes, isLate, facts, now }: Shown): string[] {
  return verdict.boxes.flatMap((box) => {
    const name = `container ${box.id} of ${who}`;
    const row = boxes.find(({ externalId }) => externalId === box.id);
    if (!row) return [`presence of ${name}: not shown`];
    const own = facts.filter(({ containerId }) => containerId === row.id);
    const number = row.number === box.number ? [] : [`number of ${name}: shown ${row.number}, is ${box.number}`];
    return [...number, ...journeyOf(name, box, own), ...freeTimeOf(name, box, row, isLate.has(row.id), now)];
  });
}

function journeyOf(name: string, box: BoxVerdict, own: readonly TimelineEntry[]): string[] {
  const found: string[] = [];
  const check = (what: string, code: string, truths: readonly number[]) => {
    const shown = own.filter((one) => one.code === code).map(({ occurredAt }) => Date.parse(occurredAt));
    const unsaid = truths.filter((truth) => !shown.some((one) => Math.abs(one - truth) <= MINUTE));
    const untrue = shown.filter((one) => !truths.some((truth) => Math.abs(one - truth) <= MINUTE));
    for (const truth of unsaid) found.push(`${what} of ${name}: shown nothing, is ${say(truth)}`);
    for (const one of untrue) found.push(`${what} of ${name}: shown ${say(one)}, is not so`);
  };
  check('loading', 'LOADED', [...box.loaded.values()]);
  check('discharge', 'DISCHARGED', [...box.discharged.values()]);
  check('availability', 'AVAILABLE_FOR_PICKUP', box.available === null ? [] : [box.available]);
  const returned = own.find(({ code }) => code === 'EMPTY_RETURNED');
  const day = returned ? dayOf(returned, box.zone) : null;
  if (day !== box.returnedOn) found.push(`return of ${name}: shown ${day}, is ${box.returnedOn}`);
  return found;
}

function dayOf({ precision, occurredAt }: TimelineEntry, zone: string): string {
  return precision === 'day' ? occurredAt.slice(0, 10) : dayThere(Date.parse(occurredAt), zone);
}

function freeTimeOf(name: string, box: BoxVerdict, row: ContainerListItem, isLate: boolean, now: number): string[] {
  const found: string[] = [];
  const day = row.lastFreeDay?.slice(0, 10) ?? null;
  if (day !== box.freeUntil) found.push(`last free day of ${name}: shown ${day}, is ${box.freeUntil}`);
  const end = freeTimeEnd(row, row.shipment?.status);
  if (end !== box.clock) found.push(`free time of ${name}: shown to end ${say(end)}, ends ${say(box.clock)}`);
  const isOver = box.clock !== null && now >= box.clock;
  if (isLate !== isOver) found.push(`late list of ${name}: shown ${isLate ? 'on it' : 'not on it'}, is ${isOver}`);
  return found;
}
