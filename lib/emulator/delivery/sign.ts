import { createHmac } from 'node:crypto';
import type { ProviderName } from '#lib/emulator/world/shipment-timeline.ts';

export type HeaderStyle = 'token' | 'both' | 'brief';

function digest(algorithm: 'sha1' | 'sha256', secret: string, body: string): string {
  return `${algorithm}=${createHmac(algorithm, secret).update(body, 'utf8').digest('hex')}`;
}

/**
 * The headers by which a provider proves itself. Flexport signs the bytes: SHA-256 in the new header and SHA-1 in the
 * old one, or, in the form of the brief, SHA-256 in the old one. MVMNT shows its token.
 */
export function signatureHeaders(style: HeaderStyle, secret: string, body: string): Record<string, string> {
  if (style === 'token') return { 'x-api-key': secret };
  if (style === 'brief') return { 'X-Hub-Signature': digest('sha256', secret, body) };
  return {
    'X-Hub-Signature': digest('sha1', secret, body),
    'X-Hub-Signature-256': digest('sha256', secret, body),
  };
}

/** The format of a body: only Flexport's compact format has no `_object`. */
export function styleOf(provider: ProviderName, body: string): HeaderStyle {
  if (provider === 'mvmnt') return 'token';
  return body.startsWith('{"_object":"/event"') ? 'both' : 'brief';
}
