import { hash, verify } from '@node-rs/argon2';
import { WorkGate } from './work-gate.ts';

const slot = Symbol.for('fairlead.password-gate');
const shared = globalThis as { [slot]?: WorkGate };
shared[slot] ??= new WorkGate({ working: 2, waiting: 20 });

/** Each hash takes 19 MiB and a core for a while. Next bundles routes separately; the global object holds one gate for all. */
const gate = shared[slot];

/**
 * Argon2id with the library's defaults, which are OWASP's first recommendation: 19 MiB, 2 passes, 1 lane. Throws `Overloaded`
 * when too many passwords are being checked already.
 */
export function hashPassword(password: string): Promise<string> {
  return gate.run(() => hash(password), true);
}

let decoy: Promise<string> | undefined;

/**
 * Whether the password belongs to the hash. Without a hash (an unknown address, or a user of single sign-on) it checks a decoy
 * and returns false, so that the answer takes the same time.
 *
 * Known browsers (`isKnown`) go first. Throws `Overloaded` when too many passwords are being checked already.
 */
export async function passwordMatches(stored: string | null, password: string, isKnown = false): Promise<boolean> {
  decoy ??= hash(crypto.randomUUID());
  const expected = stored ?? (await decoy);
  const matches = await gate.run(() => verify(expected, password), isKnown);
  return stored !== null && matches;
}
