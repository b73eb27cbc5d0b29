import { countReplayable, type ReplayFilter, replayEvents } from '#lib/inbox/replay.ts';
import { runtime } from '#lib/runtime.ts';

/** Counts the matching events, and replays them for a user unless it is a dry run. */
export async function replayMatching(
  by: string,
  filter: ReplayFilter,
  { after, dryRun }: { after?: string | undefined; dryRun?: boolean | undefined } = {},
) {
  const { sql, queue } = await runtime();
  const matching = await countReplayable(sql, filter);
  if (dryRun) return { matching, replayed: 0, next: null };
  return { matching, ...(await replayEvents(sql, queue, filter, { by, after })) };
}

/** Replays the events of a delivery for a user; 0 if it has none or does not exist. */
export async function replayDelivery(by: string, delivery: string): Promise<number> {
  const { sql, queue } = await runtime();
  const { replayed } = await replayEvents(sql, queue, { delivery }, { by });
  return replayed;
}
