import { hash } from 'node:crypto';

/** A private answer that may be kept and asked for again: by whom, and in which form, changes it. */
export const CACHE_CONTROL = { 'cache-control': 'private, no-cache', vary: 'authorization, cookie, accept' };

/** Answers JSON with a weak ETag, or 304 when the caller holds the same already. */
export function jsonResponse(request: Request, body: unknown): Response {
  return prepared(body)(request);
}

/** The same for a body that never changes: it is written out and hashed once. */
export function prepared(body: unknown): (request: Request) => Response {
  const text = JSON.stringify(body);
  const etag = `W/"${hash('sha256', text, 'base64url').slice(0, 27)}"`;
  const headers = { etag, ...CACHE_CONTROL };
  return (request) =>
    holds(request.headers.get('if-none-match'), etag)
      ? new Response(null, { status: 304, headers })
      : new Response(text, { headers: { 'content-type': 'application/json', ...headers } });
}

/** RFC 9110: compared weakly, so that a `W/` which a proxy took away or put there does not matter. */
function holds(known: string | null, etag: string): boolean {
  if (known === null) return false;
  const plain = (tag: string) => tag.trim().replace(/^W\//, '');
  return known.trim() === '*' || known.split(',').some((tag) => plain(tag) === plain(etag));
}

/** Only the wanted fields of a row; all of them when none are named. */
export function pick(row: object, fields: readonly string[] | undefined): object {
  if (!fields) return row;
  return Object.fromEntries(Object.entries(row).filter(([name]) => fields.includes(name)));
}
