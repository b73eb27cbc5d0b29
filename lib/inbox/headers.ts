import { hash } from 'node:crypto';

const SECRET = new Set(['authorization', 'cookie', 'proxy-authorization']);

/** The headers as they may be kept and shown: whatever carries a credential is replaced by a note that it was there. */
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

/** The key of a body that cannot be read: its own digest, so that the same bytes are the same event. */
export function unreadableKey(body: Uint8Array): string {
  return `unreadable:${hash('sha256', body)}`;
}
