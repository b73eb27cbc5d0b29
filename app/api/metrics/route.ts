import { database } from '#db/client.ts';
import { callerOf } from '#lib/api/caller.ts';
import { readMetrics } from '#lib/api/metrics.ts';
import { respond } from '#lib/api/respond.ts';
import { engine } from '#lib/engine.ts';
import { messageOf } from '#lib/errors.ts';
import { log } from '#lib/log.ts';
import { problem } from '#lib/problem.ts';
import { providers } from '#lib/providers/index.ts';

export const dynamic = 'force-dynamic';

/** How Fairlead does, for Prometheus. Wants a token as the REST API does. */
export async function GET(request: Request): Promise<Response> {
  try {
    const caller = await callerOf(request);
    if (caller instanceof Response) return caller;
    const { acknowledged } = await engine();
    const answers = Object.fromEntries(providers.map(({ name }) => [name, acknowledged(name)]));
    const { type, text } = await readMetrics(database(), answers);
    return new Response(text, { headers: { 'content-type': type, 'cache-control': 'no-store' } });
  } catch (thrown) {
    log.error({ reason: messageOf(thrown) }, 'metrics cannot be read');
    return respond(503, problem(503, 'The database is away'), { 'retry-after': '5' });
  }
}
