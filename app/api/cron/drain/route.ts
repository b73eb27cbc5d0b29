import { authoriseCron } from '#lib/api/authorise.ts';
import { respond } from '#lib/api/respond.ts';
import { engine } from '#lib/engine.ts';
import { bury, process } from '#lib/pipeline.ts';

/** How long one call may work, in milliseconds: under the shortest limit that a function has. */
const WITHIN = 8_000;

/** Works the inbox off where no worker runs: retries that became due, and what a function that died left behind. */
export async function GET(request: Request): Promise<Response> {
  const refused = authoriseCron(request);
  if (refused) return refused;
  const { sql, queue } = await engine();
  const until = Date.now() + WITHIN;
  let events = 0;
  for (let last = 1; last > 0 && Date.now() < until; events += last) last = (await process(sql, queue)).events;
  const buried = await bury(sql, queue);
  return respond(200, { events, buried });
}

export const POST = GET;
