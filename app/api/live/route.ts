import { database } from '#db/client.ts';
import { respond } from '#lib/api/respond.ts';
import { currentUser } from '#lib/auth/require-user.ts';
import { sessionHolds } from '#lib/auth/sessions.ts';
import { openLiveStream } from '#lib/live/stream.ts';
import { problem } from '#lib/problem.ts';
import { runtime } from '#lib/runtime.ts';

export const dynamic = 'force-dynamic';

/** Server-sent events for open pages: `change` with `{ subjects }`, and `delivery`. Needs a session. */
export async function GET(request: Request): Promise<Response> {
  const person = await currentUser();
  if (!person) return respond(401, problem(401, 'Sign in to follow changes'));
  const { sql } = await runtime();
  const holds = () => sessionHolds(database(), person.sessionId);
  const stream = openLiveStream(sql, { personId: person.id, signal: request.signal, holds });
  if (!stream) return respond(503, problem(503, 'Too many open live streams'), { 'retry-after': '30' });
  return new Response(stream, {
    headers: {
      'content-type': 'text/event-stream',
      'cache-control': 'no-cache, no-transform',
      'x-accel-buffering': 'no',
    },
  });
}
