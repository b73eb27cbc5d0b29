import { database } from '#db/client.ts';
import { respond } from '#lib/api/respond.ts';
import { env } from '#lib/env.ts';
import { readRequest } from '#lib/net/read-body.ts';
import { unsubscribe } from '#lib/notices/suppressions.ts';
import { problem } from '#lib/problem.ts';

type Context = { params: Promise<{ token: string }> };

/** Leads to the page with the button. It changes nothing: mail scanners follow links. */
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  const { token } = await params;
  return new Response(null, { status: 303, headers: { location: `/unsubscribe/${encodeURIComponent(token)}` } });
}

/** Unsubscribes at once, without a session: mail programs send this if their user presses the button (RFC 8058). */
export async function POST(request: Request, { params }: Context): Promise<Response> {
  const read = await readRequest(request);
  if (!read.ok) return respond(read.status, problem(read.status, read.reason));
  // As a form, or as one of several parts.
  if (!/List-Unsubscribe(=|"\s+)One-Click/.test(read.body.toString('latin1')))
    return respond(400, problem(400, 'The body must be List-Unsubscribe=One-Click'));
  const { AUTH_SECRET } = env();
  const isDone = AUTH_SECRET ? await unsubscribe(database(), AUTH_SECRET, (await params).token) : false;
  return isDone ? respond(200, { unsubscribed: true }) : respond(404, problem(404, 'This link is not valid'));
}
