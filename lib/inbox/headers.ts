import { hash } from 'node:crypto';

const SECRET = new Set(['authorization', 'cookie', 'proxy-authorization']);

/** The headers as they may be kept and shown: whatever carries a credential is replaced by a note that it was there. */
export function withoutSecrets(
  headers: Readonly<Record<string, string>>,
  secrets: readonly string[],
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => {
      const secret = SECRET.has(name) || secrets.some((one) => value.includes(one));
      return [name, secret ? '(not kept)' : value];
    }),
  );
}

/** The key of a body that cannot be read: its own digest, so that the same bytes are the same event. */
export function unreadableKey(body: Uint8Array): string {
  return `unreadable:${hash('sha256', body)}`;
}
