import type { HeaderMap, Provider, Verification } from '../contract.ts';
import { hmac, matching } from '../signature.ts';

type Algorithm = 'sha1' | 'sha256';
type Signature = { algorithm: Algorithm; digest: Buffer };

const HEX_LENGTH: Record<Algorithm, number> = { sha1: 40, sha256: 64 };
const HEX = /^[0-9a-f]*$/i;

/**
 * Builds the check of a signature, an HMAC of the exact bytes of the body.
 *
 * If `X-Hub-Signature-256` is present, only it counts, so that nobody can fall back to the weaker header. `sha1`: whether SHA-1
 * is accepted, which the provider calls outdated but still sends to some endpoints.
 */
export function verifier({ sha1 = true }: { sha1?: boolean } = {}): Provider['verify'] {
  return (headers, body, secrets) => {
    const usable = secrets.filter((secret) => secret !== '');
    const signature = readSignature(headers);
    if (typeof signature === 'string') return refuse(signature);
    if (signature.algorithm === 'sha1' && !sha1) return refuse('SHA-1 signatures are not accepted here');
    if (usable.length === 0) return refuse('no webhook secret is configured here');
    const expected = usable.map((secret) => hmac(signature.algorithm, secret, body));
    const secret = usable[matching(signature.digest, expected)];
    return secret === undefined ? refuse('the signature does not match the body') : { ok: true, secret };
  };
}

/** A missing or malformed signature is refused before the body is read. */
export function precheck(headers: HeaderMap): string | null {
  const signature = readSignature(headers);
  return typeof signature === 'string' ? signature : null;
}

function refuse(reason: string): Verification {
  return { ok: false, reason };
}

/** The signature to check, or what is wrong with it. */
function readSignature(headers: HeaderMap): Signature | string {
  const strong = headers['x-hub-signature-256'];
  if (strong !== undefined) return parseOnce('X-Hub-Signature-256', strong, STRONG);
  const plain = headers['x-hub-signature'];
  if (plain !== undefined) return parseOnce('X-Hub-Signature', plain, ANY);
  return 'the signature header is missing';
}

const STRONG: readonly Algorithm[] = ['sha256'];
const ANY: readonly Algorithm[] = ['sha1', 'sha256'];

let latest: { header: string; value: string; parsed: Signature | string } | undefined;

/** `parse`, whose latest result is kept: the header of a request is read before its body and again with it. */
function parseOnce(header: string, value: string, allowed: readonly Algorithm[]): Signature | string {
  if (latest?.value !== value || latest.header !== header)
    latest = { header, value, parsed: parse(header, value, allowed) };
  return latest.parsed;
}

/** Parses `sha256=<hex>` or bare hex, whose length determines the algorithm. */
function parse(header: string, value: string, allowed: readonly Algorithm[]): Signature | string {
  const text = value.trim();
  if (text === '') return `the ${header} header is empty`;
  const cut = text.indexOf('=');
  const prefix = text.slice(0, Math.max(cut, 0)).toLowerCase();
  const hex = text.slice(cut + 1);
  const algorithm = allowed.find((one) => (cut < 0 ? HEX_LENGTH[one] === hex.length : one === prefix));
  if (!HEX.test(hex)) return `the ${header} header is not hexadecimal`;
  if (!algorithm) return `the ${header} header has ${cut < 0 ? 'the wrong length' : 'an unknown algorithm'}`;
  if (hex.length !== HEX_LENGTH[algorithm]) return `the ${header} header has the wrong length`;
  return { algorithm, digest: Buffer.from(hex, 'hex') };
}
