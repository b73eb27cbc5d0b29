import { lte } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { signInFailures } from '#db/schema/index.ts';
import { now } from '#lib/clock.ts';
import { log } from '#lib/log.ts';

/** Maximum of stored failures; the oldest are deleted. */
const MAX_STORED = 5_000;
/** One in this many failures also deletes those beyond that. */
const CLEAR_EVERY = 50;

export type SignInFailure = { account: string; address: string; reason: string };

/** Logs a failed sign-in and stores it for the settings page, both without the password. */
export async function logSignInFailure(db: Database, { account, address, reason }: SignInFailure): Promise<void> {
  const entry = { account: printable(account), address, reason };
  log.warn(entry, 'sign-in failed');
  const [kept] = await db
    .insert(signInFailures)
    .values({ at: now(), ...entry })
    .returning({ id: signInFailures.id });
  if (kept && kept.id % CLEAR_EVERY === 0) {
    await db.delete(signInFailures).where(lte(signInFailures.id, kept.id - MAX_STORED));
  }
}

/** Replaces control characters in input: they cannot be stored, and can forge lines of a log. */
function printable(text: string): string {
  return text.toWellFormed().replace(/\p{C}/gu, '?').slice(0, 200);
}
