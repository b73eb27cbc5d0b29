import { hash } from 'node:crypto';

const SECRET = new Set(['authorization', 'cookie', 'proxy-authorization']);

/** The headers as they may be kept and shown: whatever carries a credential is replaced by a note that it was there. */
export function withoutSecrets(
  headers: Readonly<Record<string, string>>,
  secrets: readonly string[],
): Record<string, string> {
  const kept: Record<string, string> = Object.create(null);
  for (const name in headers) {
    const value = headers[name] ?? '';
    kept[name] = SECRET.has(name) || secrets.some((one) => value.includes(one)) ? '(not kept)' : value;
  }
  return kept;
}

/** The key of a body that cannot be read: its own digest, so that the same bytes are the same event. */
export function unreadableKey(body: Uint8Array): string {
  return `unreadable:${hash('sha256', body)}`;
}
