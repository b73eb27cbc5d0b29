import { authoriseBounces } from '#app/authorise-bounces.ts';
import { errorResponse } from '#lib/api/error-response.ts';
import { respond } from '#lib/api/respond.ts';
import { env } from '#lib/env.ts';
import { readRequest } from '#lib/net/read-body.ts';
import { receiveBounces } from '#lib/notices/bounces/receive-bounces.ts';
import { problem } from '#lib/problem.ts';
import { runtime } from '#lib/runtime.ts';

const UNREADABLE =
  'This is no delivery status message (RFC 3464), and no webhook of Amazon SES, Postmark, SendGrid or Mailgun. Nothing was stored';

/** Receives bounces: from a mail server as the message itself, from a mail provider as the JSON of its webhook. */
export async function POST(request: Request): Promise<Response> {
  const read = await readRequest(request);
  if (!read.ok) return respond(read.status, problem(read.status, read.reason));
  const refused = authoriseBounces(request, read.body);
  if (refused) return refused;
  try {
    const result = await receiveBounces((await runtime()).sql, read.body, env().AUTH_SECRET ?? null);
    if ('unreadable' in result) return respond(422, problem(422, UNREADABLE));
    if ('subscriptionFailed' in result) return respond(502, problem(502, result.subscriptionFailed));
    const { received } = result;
    const { hard, soft, complaint, ignored, unknown } = received;
    // Of several reports some are recorded already.
    if (unknown > 0 && hard + soft + complaint + ignored === 0)
      return respond(404, problem(404, 'No notice was sent to this address. Nothing was stored'));
    return respond(200, received);
  } catch (thrown) {
    return errorResponse(thrown, request);
  }
}
