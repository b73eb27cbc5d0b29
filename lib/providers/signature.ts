import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

/** HMAC over the exact bytes, as raw digest. */
export function hmac(algorithm: 'sha1' | 'sha256', secret: string, body: Uint8Array): Buffer {
  return createHmac(algorithm, secret).update(body).digest();
}

/**
 * Which of the expected digests a digest equals, -1 for none, in time that does not depend on where they differ. Every candidate
 * is compared, so that the time does not tell which secret matched either.
 */
export function matching(given: Buffer, expected: readonly Buffer[]): number {
  let matched = -1;
  for (const [at, candidate] of expected.entries()) {
    if (candidate.length === given.length && timingSafeEqual(candidate, given)) matched = at;
  }
  return matched;
}

/** Which of the expected texts a text equals, -1 for none; in constant time, through digests of equal length. */
export function matchingText(given: string, expected: readonly string[]): number {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return matching(digest(given), expected.map(digest));
}
