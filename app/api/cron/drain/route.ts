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
  for (let jobs = 1; jobs > 0 && Date.now() < until; ) {
    const worked = await process(sql, queue);
    jobs = worked.jobs;
    events += worked.events;
  }
  const buried = await bury(sql, queue);
  return respond(200, { events, buried });
}

export const POST = GET;
