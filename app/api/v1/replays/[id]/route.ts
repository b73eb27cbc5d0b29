import { getReplay } from '#db/queries/replays.ts';
import { serveOne } from '#lib/api/handler.ts';
import { replayOne } from '#lib/api/resources/replays.ts';

export const GET = serveOne(replayOne, getReplay);
