import { hash, timingSafeEqual } from 'node:crypto';

/** The length of a block of SHA-1 and of SHA-256, in bytes. */
const BLOCK = 64;

/**
 * HMAC (RFC 2104) of the exact bytes, as raw digest. It is composed of two one-shot hashes, since `createHmac` creates a stream
 * for each body, which costs a busy listener a tenth of its rate: `docs/decisions/0019-hmac-of-two-hashes.md`.
 */
export function hmac(algorithm: 'sha1' | 'sha256', secret: string, body: Uint8Array): Buffer {
  const { inner, outer } = padsOf(algorithm, secret);
  const digest = hash(algorithm, Buffer.concat([inner, body]));
  // Via text: faster than requesting a buffer.
  return Buffer.from(hash(algorithm, Buffer.concat([outer, Buffer.from(digest, 'hex')])), 'hex');
}

type Pads = { inner: Buffer; outer: Buffer };

/** The keys of the few secrets in use; emptied when rotations fill it. */
const pads = { sha1: new Map<string, Pads>(), sha256: new Map<string, Pads>() };
const MAX_PADS = 32;

function padsOf(algorithm: 'sha1' | 'sha256', secret: string): Pads {
  const known = pads[algorithm].get(secret);
  if (known) return known;
  if (pads[algorithm].size >= MAX_PADS) pads[algorithm].clear();
  const text = Buffer.from(secret);
  const key = text.length > BLOCK ? hash(algorithm, text, 'buffer') : text;
  const made = { inner: Buffer.alloc(BLOCK, 0x36), outer: Buffer.alloc(BLOCK, 0x5c) };
  for (const [at, byte] of key.entries()) {
    made.inner[at] = byte ^ 0x36;
    made.outer[at] = byte ^ 0x5c;
  }
  pads[algorithm].set(secret, made);
  return made;
}

/**
 * The index of the expected digest that equals a digest, else -1, in constant time. Every candidate is compared, so that the time
 * does not reveal which secret matched.
 */
export function matching(given: Buffer, expected: readonly Buffer[]): number {
  let matched = -1;
  for (const [at, candidate] of expected.entries()) {
    if (candidate.length === given.length && timingSafeEqual(candidate, given)) matched = at;
  }
  return matched;
}

/** The index of the expected text that equals a text, else -1; in constant time, through digests of equal length. */
export function matchingText(given: string, expected: readonly string[]): number {
  const digest = (text: string) => hash('sha256', text, 'buffer');
  return matching(digest(given), expected.map(digest));
}
