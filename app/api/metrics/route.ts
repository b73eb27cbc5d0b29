import { database } from '#db/client.ts';
import { principalOf } from '#lib/api/credentials.ts';
import { errorResponse } from '#lib/api/error-response.ts';
import { readMetrics } from '#lib/api/metrics.ts';
import { providers } from '#lib/providers/index.ts';
import { runtime } from '#lib/runtime.ts';

export const dynamic = 'force-dynamic';

/** The metrics for Prometheus where no gateway runs. Needs a token like the REST API. */
export async function GET(request: Request): Promise<Response> {
  try {
    const caller = await principalOf(request);
    if (caller instanceof Response) return caller;
    const { acknowledged } = await runtime();
    const { type, text } = await readMetrics(database(), {
      responseTimes: new Map(providers.map(({ name }) => [name, acknowledged(name)])),
      processes: [],
      inFlight: { webhooks: 0, pages: 0, streams: 0, bodyBytes: 0, connections: 0 },
    });
    return new Response(text, { headers: { 'content-type': type, 'cache-control': 'no-store' } });
  } catch (thrown) {
    return errorResponse(thrown, request);
  }
}
