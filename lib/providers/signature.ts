import { hash, timingSafeEqual } from 'node:crypto';

/** The length of a block of SHA-1 and of SHA-256, in bytes. */
const BLOCK = 64;

/**
 * HMAC (RFC 2104) over the exact bytes, as raw digest. Of two one-shot hashes, since `createHmac` makes a stream for each body
 * and costs a busy lane a tenth of its rate: `docs/decisions/0019-hmac-of-two-hashes.md`.
 */
export function hmac(algorithm: 'sha1' | 'sha256', secret: string, body: Uint8Array): Buffer {
  const text = Buffer.from(secret);
  const key = text.length > BLOCK ? hash(algorithm, text, 'buffer') : text;
  const inner = Buffer.alloc(BLOCK, 0x36);
  const outer = Buffer.alloc(BLOCK, 0x5c);
  for (const [at, byte] of key.entries()) {
    inner[at] = byte ^ 0x36;
    outer[at] = byte ^ 0x5c;
  }
  const digest = hash(algorithm, Buffer.concat([inner, body]));
  // As text and back: that is quicker than to ask for a buffer.
  return Buffer.from(hash(algorithm, Buffer.concat([outer, Buffer.from(digest, 'hex')])), 'hex');
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
  const digest = (text: string) => hash('sha256', text, 'buffer');
  return matching(digest(given), expected.map(digest));
}
