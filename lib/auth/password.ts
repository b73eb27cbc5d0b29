import { hash, verify } from '@node-rs/argon2';

/** Argon2id with the library's defaults, which are OWASP's first recommendation: 19 MiB, 2 passes, 1 lane. */
export function hashPassword(password: string): Promise<string> {
  return hash(password);
}

let decoy: Promise<string> | undefined;

/**
 * Whether the password belongs to the hash. Without a hash (nobody by that name, or somebody who comes through single
 * sign-on) it does the same work on a decoy and says no, so that the answer takes as long for a stranger as for a user.
 */
export async function passwordMatches(stored: string | null, password: string): Promise<boolean> {
  decoy ??= hashPassword(crypto.randomUUID());
  const matches = await verify(stored ?? (await decoy), password);
  return stored !== null && matches;
}
