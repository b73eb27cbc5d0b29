import { desc, eq, sql } from 'drizzle-orm';
import type { Database } from '../client.ts';
import { events, replayedEvents, replays } from '../schema/index.ts';

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
