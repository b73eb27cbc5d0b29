import type { TimelineEntry } from '#db/queries/shipments.ts';

const DONE = 2;
const NEXT = 2;

/** The last milestones that happened and the next that are expected, of the shipment as a whole, each once and in order. */
export function excerptOf(timeline: readonly TimelineEntry[]): TimelineEntry[] {
  const shown = timeline.filter(
    ({ standing, flag, containerId }) => standing === 'current' && !flag && containerId === null,
  );
  const done = shown.filter(({ classifier }) => classifier === 'ACT');
  const happened = new Set(done.map(keyOf));
  const expected = new Map<string, TimelineEntry>();
  for (const step of shown) {
    const key = keyOf(step);
    // An estimate is newer than a plan.
    if (!happened.has(key) && expected.get(key)?.classifier !== 'EST') expected.set(key, step);
  }
  const next = [...expected.values()].sort((a, b) => (a.occurredAt < b.occurredAt ? -1 : 1));
  return [...done.slice(-DONE), ...next.slice(0, NEXT)];
}

const keyOf = ({ code, legId }: TimelineEntry) => `${code} ${legId ?? ''}`;
