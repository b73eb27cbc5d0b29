import { hash } from 'node:crypto';

/** Private answers that clients may store and revalidate; they differ by caller and format. */
export const CACHE_CONTROL = { 'cache-control': 'private, no-cache', vary: 'authorization, cookie, accept' };

/** Answers JSON with a weak ETag, or 304 if the caller has the same version. */
export function jsonResponse(request: Request, body: unknown): Response {
  return prepared(body)(request);
}

/** The same for a body that never changes: it is serialised and hashed once. */
export function prepared(body: unknown): (request: Request) => Response {
  const text = JSON.stringify(body);
  const etag = `W/"${hash('sha256', text, 'base64url').slice(0, 27)}"`;
  const headers = { etag, ...CACHE_CONTROL };
  return (request) =>
    matchesEtag(request.headers.get('if-none-match'), etag)
      ? new Response(null, { status: 304, headers })
      : new Response(text, { headers: { 'content-type': 'application/json', ...headers } });
}

/** RFC 9110: weak comparison, so that a `W/` which a proxy added or removed does not matter. */
function matchesEtag(known: string | null, etag: string): boolean {
  if (known === null) return false;
  const plain = (tag: string) => tag.trim().replace(/^W\//, '');
  return known.trim() === '*' || known.split(',').some((tag) => plain(tag) === plain(etag));
}

/** The selected fields of a row; all if none are selected. */
export function pick(row: object, fields: readonly string[] | undefined): object {
  if (!fields) return row;
  return Object.fromEntries(Object.entries(row).filter(([name]) => fields.includes(name)));
}
