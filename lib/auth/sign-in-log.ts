import { lte } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { signInFailures } from '#db/schema/index.ts';
import { now } from '#lib/clock.ts';
import { log } from '#lib/log.ts';

/** Failures that are kept; the oldest go first. */
const KEPT = 5_000;
/** One in so many failures also clears away what is beyond that. */
const CLEAR_EVERY = 50;

export type SignInFailure = { account: string; address: string; reason: string };

/** Logs a failed attempt to sign in and keeps it for the settings page. The password is part of neither. */
export async function logSignInFailure(db: Database, { account, address, reason }: SignInFailure): Promise<void> {
  const entry = { account: printable(account), address, reason };
  log.warn(entry, 'sign-in failed');
  const [kept] = await db
    .insert(signInFailures)
    .values({ at: now(), ...entry })
    .returning({ id: signInFailures.id });
  if (kept && kept.id % CLEAR_EVERY === 0) {
    await db.delete(signInFailures).where(lte(signInFailures.id, kept.id - KEPT));
  }
}

/** What strangers type may hold anything; control characters cannot be stored and deceive whoever reads a log. */
function printable(text: string): string {
  return text.toWellFormed().replace(/\p{C}/gu, '?').slice(0, 200);
}
