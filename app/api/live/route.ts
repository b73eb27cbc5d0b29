import { respond } from '#lib/api/respond.ts';
import { currentUser } from '#lib/auth/require-user.ts';
import { engine } from '#lib/engine.ts';
import { subscribe } from '#lib/live.ts';
import { problem } from '#lib/problem.ts';

export const dynamic = 'force-dynamic';

/** A comment at this pace keeps proxies from closing a quiet stream, in milliseconds. */
const HEARTBEAT = 15_000;

/** Server-sent events for open pages: `change` with `{ shipments }`, and `delivery`. Needs a session. */
export async function GET(request: Request): Promise<Response> {
  if (!(await currentUser())) return respond(401, problem(401, 'Sign in to follow changes'));
  const { sql } = await engine();
  const encoder = new TextEncoder();
  let end = () => {};
  const stream = new ReadableStream({
    async start(controller) {
      const write = (text: string) => controller.enqueue(encoder.encode(text));
      write('retry: 1000\n\n');
      const unsubscribe = await subscribe(sql, ({ event, ...data }) =>
        write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`),
      );
      const timer = setInterval(() => write(': still here\n\n'), HEARTBEAT);
      end = () => {
        clearInterval(timer);
        unsubscribe();
      };
      request.signal.addEventListener('abort', end);
    },
    cancel: () => end(),
  });
  return new Response(stream, {
    headers: {
      'content-type': 'text/event-stream',
      'cache-control': 'no-cache, no-transform',
      'x-accel-buffering': 'no',
    },
  });
}
