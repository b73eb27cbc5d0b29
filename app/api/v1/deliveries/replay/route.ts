import { replayMatching } from '#app/replay-events.ts';
import { serveCommand } from '#lib/api/handler.ts';
import { eventReplay } from '#lib/api/resources/replays.ts';

export const POST = serveCommand(eventReplay, ({ after, dryRun, ...filter }, { name }) =>
  replayMatching(name, filter, { after, dryRun }),
);
