import { createHmac } from 'node:crypto';
import type { ProviderName } from '#lib/emulator/world/shipment-timeline.ts';

export type HeaderStyle = 'token' | 'sha1-and-sha256' | 'sha256-in-old-header';

function digest(algorithm: 'sha1' | 'sha256', secret: string, body: string): string {
  return `${algorithm}=${createHmac(algorithm, secret).update(body, 'utf8').digest('hex')}`;
}

/**
 * The authentication headers of a webhook. Flexport signs the bytes: SHA-256 in the new header and SHA-1 in the old one; in
 * the compact format, SHA-256 in the old one. MVMNT sends its token.
 */
export function signatureHeaders(style: HeaderStyle, secret: string, body: string): Record<string, string> {
  if (style === 'token') return { 'x-api-key': secret };
  if (style === 'sha256-in-old-header') return { 'X-Hub-Signature': digest('sha256', secret, body) };
  return {
    'X-Hub-Signature': digest('sha1', secret, body),
    'X-Hub-Signature-256': digest('sha256', secret, body),
  };
}

/** The format of a body: only Flexport's compact format has no `_object`. */
export function styleOf(provider: ProviderName, body: string): HeaderStyle {
  if (provider === 'mvmnt') return 'token';
  return body.startsWith('{"_object":"/event"') ? 'sha1-and-sha256' : 'sha256-in-old-header';
}
