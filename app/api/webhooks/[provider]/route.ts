import { after } from 'next/server';
import { respond } from '#lib/api/respond.ts';
import { now } from '#lib/clock.ts';
import { readRequest } from '#lib/net/read-body.ts';
import { NOT_CONFIRMED } from '#lib/pipeline/arrival.ts';
import { receive } from '#lib/pipeline.ts';
import { problem } from '#lib/problem.ts';
import { findProvider } from '#lib/providers/index.ts';
import { runtime } from '#lib/runtime.ts';

/** Receives webhooks where no gateway runs: on Vercel and under `next dev`. */
export async function POST(request: Request, { params }: { params: Promise<{ provider: string }> }): Promise<Response> {
  const { provider: name } = await params;
  const provider = findProvider(name);
  if (!provider) return respond(404, problem(404, `There is no provider "${name.slice(0, 60)}"`));
  const running = await runtime().catch(() => null);
  if (!running) return respond(503, NOT_CONFIRMED, { 'retry-after': '5' });
  const headers = Object.fromEntries(request.headers);
  const context = running.receiver.contextOf(provider);
  const early = provider.precheck(headers, context.secrets);
  if (early !== null) {
    context.reject(early);
    return respond(401, problem(401, early), { connection: 'close' });
  }
  const read = await readRequest(request);
  if (!read.ok) return respond(read.status, problem(read.status, read.reason), { connection: 'close' });
  const remote = request.headers.get('x-forwarded-for') ?? '';
  const arrival = { headers, body: read.body, receivedAt: now(), remote };
  const answer = await receive(provider, arrival, context);
  // Without a worker beside it, this function processes the inbox itself after the answer.
  if (answer.status === 200 && !running.working()) after(() => running.drain());
  return respond(
    answer.status,
    answer.body,
    'retryAfter' in answer ? { 'retry-after': String(answer.retryAfter) } : {},
  );
}
