import { hash } from 'node:crypto';
import common from './common-passwords.json' with { type: 'json' };

/** Characters of a password, not bytes. Any kind of character is allowed. */
const MIN_LENGTH = 10;
const MAX_LENGTH = 1024;

/** Words that an attacker who knows the product tries first. */
const CONTEXT_WORDS = ['fairlead', 'freight', 'shipment', 'shipping', 'logistics', 'container', 'password', 'admin'];

/** Characters that must remain of a password without such words. */
const MIN_LENGTH_WITHOUT_CONTEXT = 6;

let digests: Set<string> | undefined;

/** Base64 holds the 6 bytes of one digest in 8 characters. */
function commonDigests(): Set<string> {
  digests ??= new Set(common.digests.match(/.{8}/g));
  return digests;
}

/**
 * Why a password is too easy to guess, as a message for the user; null if it is not. `about`: what others know of the user, such
 * as e-mail address and name. ASVS 5.0: 6.2.1, 6.2.4, 6.2.5, 6.2.9, 6.2.11.
 */
export function passwordWeakness(password: string, about: readonly (string | null)[]): string | null {
  const length = [...password].length;
  if (length < MIN_LENGTH) return 'A password has at least 10 characters.';
  if (length > MAX_LENGTH) return 'A password has at most 1024 characters.';
  const plain = password.toLowerCase();
  if (isCommon(plain)) return 'This password is too common. Choose another.';
  if ([...withoutContext(plain, about)].length < MIN_LENGTH_WITHOUT_CONTEXT) {
    return 'This password is too similar to a name or to the product. Choose another.';
  }
  return null;
}

function isCommon(plain: string): boolean {
  return commonDigests().has(hash('sha256', plain, 'buffer').subarray(0, 6).toString('base64'));
}

/** The longest words are removed first: otherwise removing `fair` would leave the rest of `fairlead.example`. */
function withoutContext(plain: string, about: readonly (string | null)[]): string {
  const known = about.flatMap((text) => (text ?? '').toLowerCase().split(/[^\p{L}\p{N}]+/u));
  const words = [...CONTEXT_WORDS, ...known].filter((word) => word.length >= 4).sort((a, b) => b.length - a.length);
  return words.reduce((rest, word) => rest.replaceAll(word, ''), plain).replace(/[^\p{L}\p{N}]/gu, '');
}
