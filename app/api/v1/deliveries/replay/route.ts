import { replayAsked } from '#app/replay-events.ts';
import { serveCommand } from '#lib/api/handler.ts';
import { eventReplay } from '#lib/api/resources/deliveries.ts';
import { runtime } from '#lib/runtime.ts';

export const POST = serveCommand(eventReplay, async ({ after, dryRun, ...filter }, { name }) => {
  const { sql, queue } = await runtime();
  return replayAsked({ sql, queue, actor: name }, filter, { after, dryRun });
});
