import { openSql } from '#db/client.ts';
import { Unavailable } from '#lib/errors.ts';

/** Throws `Unavailable` when another process holds the lock now; to be called before each step that needs it. */
export type AssertHeld = () => Promise<void>;

/** Runs `act` under a named advisory lock; resolves to null when another process holds it. */
export type WithLock = <T>(
  space: string,
  name: string,
  act: (assertHeld: AssertHeld) => Promise<T>,
) => Promise<T | null>;

/** How long the lock is trusted without a check, milliseconds. */
const LOCK_TRUSTED_MS = 1_000;

/**
 * Advisory locks of a database. Each held lock has a connection of its own, so PostgreSQL releases it when the process dies or the
 * connection breaks. A holder whose connection broke takes the lock again, unless another process has it.
 */
export function openAdvisoryLocks(url: string): WithLock {
  return async (space, name, act) => {
    const own = openSql(url, { max: 1 });
    let sureUntil = 0;
    const take = async () => {
      const [row] = await own<{ mine: boolean }[]>`
        select pg_try_advisory_lock(hashtext(${space}), hashtext(${name})) as mine`;
      sureUntil = Date.now() + LOCK_TRUSTED_MS;
      return row?.mine === true;
    };
    try {
      if (!(await take())) return null;
      return await act(async () => {
        if (Date.now() > sureUntil && !(await take())) throw new Unavailable('another process holds this lock');
      });
    } finally {
      await own.end({ timeout: 1 });
    }
  };
}
