import { hash } from 'node:crypto';

const SECRET = new Set(['authorization', 'cookie', 'proxy-authorization']);

/** The headers without credentials, whose values are replaced by a placeholder. Safe to store and show. */
export function withoutSecrets(
  headers: Readonly<Record<string, string>>,
  secrets: readonly string[],
): Readonly<Record<string, string>> {
  let kept: Record<string, string> | undefined;
  for (const name in headers) {
    if (!SECRET.has(name) && !secrets.some((one) => headers[name]?.includes(one))) continue;
    kept ??= { ...headers };
    kept[name] = '(not kept)';
  }
  return kept ?? headers;
}

/** The key of a malformed body: its digest, so that the same bytes are the same event. */
export function unreadableKey(body: Uint8Array): string {
  return `unreadable:${hash('sha256', body)}`;
}
