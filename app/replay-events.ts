import { database } from '#db/client.ts';
import { audit } from '#lib/auth/audit.ts';
import { countReplayable, type ReplayFilter, replayEvents } from '#lib/inbox/replay.ts';
import type { Runtime } from '#lib/runtime.ts';

/** Counts the events that match, replays them unless it is a dry run, and writes down who did. */
export async function replayAsked(
  { sql, queue, actor }: Pick<Runtime, 'sql' | 'queue'> & { actor: string },
  filter: ReplayFilter,
  { after, dryRun }: { after?: string | undefined; dryRun?: boolean | undefined } = {},
) {
  const matching = await countReplayable(sql, filter);
  if (dryRun) return { matching, replayed: 0, next: null };
  const result = await replayEvents(sql, queue, filter, { after });
  const words = Object.entries(filter).flatMap(([name, value]) => (value ? [`${name} ${value}`] : []));
  await audit(database(), actor, 'replayed', `${result.replayed} events: ${words.join(', ') || 'all'}`);
  return { matching, ...result };
}
