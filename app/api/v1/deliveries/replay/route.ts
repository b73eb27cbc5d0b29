import { replayAsked } from '#app/replay-events.ts';
import { serveCommand } from '#lib/api/handler.ts';
import { eventReplay } from '#lib/api/nouns/deliveries.ts';
import { engine } from '#lib/engine.ts';

export const POST = serveCommand(eventReplay, async ({ after, dryRun, ...filter }, { name }) => {
  const { sql, queue } = await engine();
  return replayAsked({ sql, queue, actor: name }, filter, { after, dryRun });
});
