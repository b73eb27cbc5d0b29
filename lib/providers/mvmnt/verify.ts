import type { HeaderMap, Verification } from '../contract.ts';
import { matchingText } from '../signature.ts';

const refuse = (reason: string): Verification => ({ ok: false, reason });

/**
 * Checks the shared token in `x-api-key`; the body is not signed. Any of the configured tokens is accepted, so that they can be
 * rotated without a rejected webhook. A header that is sent twice arrives joined and so matches none.
 */
export function verify(headers: HeaderMap, _body: Uint8Array, secrets: readonly string[]): Verification {
  const tokens = secrets.filter((secret) => secret !== '');
  const given: unknown = headers['x-api-key'];
  if (typeof given !== 'string') return refuse('the x-api-key header is missing');
  if (given === '') return refuse('the x-api-key header is empty');
  if (tokens.length === 0) return refuse('no webhook token is configured here');
  const secret = tokens[matchingText(given, tokens)];
  return secret === undefined ? refuse('the x-api-key header holds no token that is valid here') : { ok: true, secret };
}

/** The token is in a header, so it is checked before the body is read. */
export function precheck(headers: HeaderMap, secrets: readonly string[]): string | null {
  const verified = verify(headers, NO_BODY, secrets);
  return verified.ok ? null : verified.reason;
}

const NO_BODY = new Uint8Array();
