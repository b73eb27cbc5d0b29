import { messageOf } from '#lib/errors.ts';
import { type ReplayFilter, replayEvents } from '#lib/inbox/replay.ts';
import { describeReplayable, type Replayable, selectReplayable } from '#lib/inbox/replayable-events.ts';
import { log } from '#lib/log.ts';
import { MAX_TRIED, type TriedEvents, tryEvents } from '#lib/pipeline/try-events.ts';
import { runtime } from '#lib/runtime.ts';

/** What a replay would process, and what the first events would change; `trial` is null if their entities are in use. */
export type ReplayPreview = Replayable & { trial: TriedEvents | null };

/** Describes the matching events, and tries the first of them. */
export async function previewReplay(filter: ReplayFilter): Promise<ReplayPreview> {
  const { sql } = await runtime();
  const [described, selected] = await Promise.all([
    describeReplayable(sql, filter),
    selectReplayable(sql, filter, { limit: MAX_TRIED }),
  ]);
  return { ...described, trial: await trialOf(selected.map(({ id }) => id)) };
}

async function trialOf(ids: string[]): Promise<TriedEvents | null> {
  const { sql } = await runtime();
  try {
    return await tryEvents(sql, ids);
  } catch (thrown) {
    log.warn({ reason: messageOf(thrown) }, 'replay not tried');
    return null;
  }
}

/** Counts the matching events, and replays them for a user; a dry run previews them instead. */
export async function replayMatching(
  by: string,
  filter: ReplayFilter,
  { after, dryRun }: { after?: string | undefined; dryRun?: boolean | undefined } = {},
) {
  const { sql, queue } = await runtime();
  if (dryRun) {
    const preview = await previewReplay(filter);
    return { matching: preview.events, replay: null, replayed: 0, next: null, preview };
  }
  // Events that arrive meanwhile are not included.
  const meant = { ...filter, until: filter.until ?? new Date().toISOString() };
  const { events: matching } = await describeReplayable(sql, meant);
  return { matching, ...(await replayEvents(sql, queue, meant, { by, after })), preview: null };
}

/** Replays the events of a delivery for a user; 0 if it has none or does not exist. */
export async function replayDelivery(by: string, delivery: string): Promise<number> {
  const { sql, queue } = await runtime();
  const { replayed } = await replayEvents(sql, queue, { delivery }, { by });
  return replayed;
}
