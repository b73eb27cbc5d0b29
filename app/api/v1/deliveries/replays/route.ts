import { serveList } from '#lib/api/handler.ts';
import { replayList } from '#lib/api/resources/replays.ts';

export const GET = serveList(replayList);
