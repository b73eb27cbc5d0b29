import { desc, eq, inArray, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Database } from '../client.ts';
import { events, replayedEvents, replays } from '../schema/index.ts';
import { declareList, rowsOf } from './declared-list.ts';

export type ReplayRow = typeof replays.$inferSelect;

/** A replay with the number of its events, by their state now. */
export type ReplayOutcome = ReplayRow & { replayed: number; states: { state: string; count: number }[] };

/** A replay and what became of its events, or null. */
export async function getReplay(db: Database, id: string): Promise<ReplayOutcome | null> {
  const count = sql<number>`count(*)::int`;
  const [[replay], states] = await Promise.all([
    db.select().from(replays).where(eq(replays.id, id)),
    db
      .select({ state: events.state, count })
      .from(replayedEvents)
      .innerJoin(events, eq(events.id, replayedEvents.eventId))
      .where(eq(replayedEvents.replayId, id))
      .groupBy(events.state)
      .orderBy(desc(count), events.state),
  ]);
  if (!replay) return null;
  return { ...replay, replayed: states.reduce((sum, state) => sum + state.count, 0), states };
}

/** A replay in a list: its events by their state now; null where it has too many to be counted in a list. */
export type ReplayListItem = ReplayRow & { states: { state: string; count: number }[] | null };

/** Events of a replay that are counted in a list at most: a page of a file has five hundred replays. */
export const COUNTED_IN_LIST = 300;

/** All replays. They are kept as long as the database. */
export const REPLAYS = declareList({
  path: '/deliveries/replays',
  title: 'Replays',
  filter: z.strictObject({}),
  sorts: {
    startedAt: { by: replays.startedAt, form: 'instant', natural: 'desc', key: (row: ReplayRow) => row.startedAt },
  },
  id: replays.id,
  from: replays,
  where: () => undefined,
  rows: rowsOf(replays),
  items: withStates,
});

async function withStates(db: Database, rows: readonly ReplayRow[]): Promise<ReplayListItem[]> {
  const counted = rows.filter(({ selected }) => selected <= COUNTED_IN_LIST).map(({ id }) => id);
  const count = sql<number>`count(*)::int`;
  const states = await db
    .select({ replay: replayedEvents.replayId, state: events.state, count })
    .from(replayedEvents)
    .innerJoin(events, eq(events.id, replayedEvents.eventId))
    .where(inArray(replayedEvents.replayId, counted))
    .groupBy(replayedEvents.replayId, events.state)
    .orderBy(desc(count), events.state);
  return rows.map((row) => ({
    ...row,
    states: counted.includes(row.id)
      ? states.filter(({ replay }) => replay === row.id).map(({ state, count }) => ({ state, count }))
      : null,
  }));
}
