import { bearerOf, isToken, unauthorised } from '#lib/api/authorise.ts';
import { env } from '#lib/env.ts';
import { isSignedByMailgun } from '#lib/notices/bounces/read-mailgun.ts';
import { jsonIn } from '#lib/notices/bounces/receive-bounces.ts';

/**
 * Checks who reports bounces: by `BOUNCE_TOKEN` as bearer token or as the password of the URL, or by a signature of Mailgun. Null if it
 * is valid, else the answer.
 */
export function authoriseBounces(request: Request, body: Buffer): Response | null {
  const { BOUNCE_TOKEN, MAILGUN_SIGNING_KEY } = env();
  if (isToken(bearerOf(request) ?? passwordOf(request), BOUNCE_TOKEN)) return null;
  if (MAILGUN_SIGNING_KEY && isSignedByMailgun(jsonIn(body), MAILGUN_SIGNING_KEY)) return null;
  return unauthorised('BOUNCE_TOKEN is needed, as bearer token or as the password of the URL');
}

/** The password of HTTP Basic, which mail providers send if the URL of the webhook has one. */
function passwordOf(request: Request): string | null {
  const encoded = /^Basic (\S+)$/i.exec(request.headers.get('authorization') ?? '')?.[1];
  return encoded === undefined
    ? null
    : Buffer.from(encoded, 'base64')
        .toString()
        .replace(/^[^:]*:/, '');
}
