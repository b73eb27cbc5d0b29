import { hash } from 'node:crypto';
import { lt, sql } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { attemptCounts } from '#db/schema/index.ts';
import { now } from '#lib/clock.ts';

/** A limit of attempts in a window of minutes. */
export type AttemptLimit = { name: string; attempts: number; minutes: number };

/** The message after too many attempts to sign in, to enter a code, or to change a password. */
export const TOO_MANY_ATTEMPTS = 'Too many attempts. Wait a quarter of an hour, then try again.';

/** One in this many attempts also deletes expired rows. */
const CLEAR_EVERY = 50;

const keyOf = ({ name }: AttemptLimit, subject: string) => hash('sha256', `${name}\n${subject}`, 'base64url');

/**
 * Counts an attempt, over all processes. Returns the number of attempts in the window, including this one. It is counted before
 * it is checked, so that parallel guesses are counted too.
 */
export async function countAttempt(db: Database, limit: AttemptLimit, subject: string): Promise<number> {
  const at = now();
  const endsAt = new Date(Date.parse(at) + limit.minutes * 60_000).toISOString();
  const isOver = sql`${attemptCounts.endsAt} <= ${at}`;
  const [counted] = await db
    .insert(attemptCounts)
    .values({ key: keyOf(limit, subject), attempts: 1, endsAt })
    .onConflictDoUpdate({
      target: attemptCounts.key,
      set: {
        attempts: sql`case when ${isOver} then 1 else least(${attemptCounts.attempts} + 1, 1000000) end`,
        endsAt: sql`case when ${isOver} then excluded.ends_at else ${attemptCounts.endsAt} end`,
      },
    })
    .returning({ attempts: attemptCounts.attempts });
  if (Math.random() < 1 / CLEAR_EVERY) await db.delete(attemptCounts).where(lt(attemptCounts.endsAt, at));
  return counted?.attempts ?? 1;
}

/** Subtracts an attempt that was no guess. Other attempts stay counted. */
export async function forgiveAttempt(db: Database, limit: AttemptLimit, subject: string): Promise<void> {
  await db
    .update(attemptCounts)
    .set({ attempts: sql`greatest(${attemptCounts.attempts} - 1, 0)` })
    .where(sql`${attemptCounts.key} = ${keyOf(limit, subject)}`);
}
