import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

/** HMAC over the exact bytes, as raw digest. */
export function hmac(algorithm: 'sha1' | 'sha256', secret: string, body: Uint8Array): Buffer {
  return createHmac(algorithm, secret).update(body).digest();
}

/**
 * Whether a digest equals any of the expected ones, in time that does not depend on where they differ. Every candidate is
 * compared, so that the time does not tell which secret matched either.
 */
export function matchesAny(given: Buffer, expected: readonly Buffer[]): boolean {
  let matched = false;
  for (const candidate of expected) {
    if (candidate.length === given.length && timingSafeEqual(candidate, given)) matched = true;
  }
  return matched;
}

/** Compares texts of any length in constant time, through digests of equal length. */
export function sameText(given: string, expected: readonly string[]): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return matchesAny(digest(given), expected.map(digest));
}
