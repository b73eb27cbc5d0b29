import { openSql, type Sql } from '#db/client.ts';
import type { Change } from '#lib/model/change.ts';
import { eventId } from '#lib/model/identity.ts';
import { parseMoment } from '#lib/model/time.ts';
import { applyEvents, type NormalisedEvent } from '#lib/projections/apply.ts';

/** The content of the events: another container and milestone each, or another estimate of the same arrival each. */
const SHAPES = {
  'distinct milestones': (shipment: string, at: number): Change => ({
    kind: 'milestone',
    shipment,
    code: 'DISCHARGED',
    classifier: 'ACT',
    moment: parseMoment(new Date(Date.UTC(2026, 0, 1) + at * 60_000).toISOString()),
    container: `C${at}`,
  }),
  'one estimate': (shipment: string, at: number): Change => ({
    kind: 'milestone',
    shipment,
    code: 'ARRIVED',
    classifier: 'EST',
    moment: parseMoment(new Date(Date.UTC(2026, 5, 1) + at * 60_000).toISOString()),
  }),
};

export type Shape = keyof typeof SHAPES;
export const shapes = Object.keys(SHAPES) as Shape[];

/** Seconds for the events of one shipment, of a shipment each, and of one shipment one at a time. */
export type BusyResult = { shape: Shape; events: number; one: number; each: number; trickle: number; trickled: number };

/** The batch size of a worker. */
const BATCH = 1_200;

/** Measures applying only, on an empty, migrated database. */
export async function measureBusy(url: string, shape: Shape, events = 10_000, trickled = 2_000): Promise<BusyResult> {
  const sql = openSql(url, { max: 2 });
  const changeOf = SHAPES[shape];
  const run = (name: string, count: number, batch: number, shipment: (at: number) => string) =>
    apply(
      sql,
      Array.from({ length: count }, (_, at) => eventOf(`${name} ${at}`, at, changeOf(shipment(at), at))),
      batch,
    );
  await run('warm', 2_000, BATCH, (at) => `warm ${shape} ${at}`);
  const each = await run(`${shape} each`, events, BATCH, (at) => `each ${shape} ${at}`);
  const one = await run(`${shape} one`, events, BATCH, () => `one ${shape}`);
  const trickle = await run(`${shape} trickle`, trickled, 1, () => `trickle ${shape}`);
  await sql.end();
  return { shape, events, one, each, trickle, trickled };
}

function eventOf(key: string, at: number, change: Change): NormalisedEvent {
  const reportedAt = new Date(Date.UTC(2026, 1, 1) + at * 1_000).toISOString();
  return { id: eventId('bench', key), key, provider: 'bench', reportedAt, learnedAt: reportedAt, changes: [change] };
}

async function apply(sql: Sql, events: readonly NormalisedEvent[], batch: number): Promise<number> {
  const begun = performance.now();
  for (let at = 0; at < events.length; at += batch) {
    await sql.begin((tx) => applyEvents(tx, events.slice(at, at + batch)));
  }
  return (performance.now() - begun) / 1000;
}
