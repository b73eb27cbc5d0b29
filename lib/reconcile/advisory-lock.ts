import { openSql } from '#db/client.ts';
import { Unavailable } from '#lib/errors.ts';

/** Throws `Unavailable` once somebody else has taken over; to be called before each step that only one may take. */
export type AssertHeld = () => Promise<void>;

/** Does what only one process may do at a time, under a name; null, and nothing done, while another is at it. */
export type WithLock = <T>(space: string, name: string, act: (still: AssertHeld) => Promise<T>) => Promise<T | null>;

/** How long one is sure to be alone without asking, milliseconds. */
const LOCK_TRUSTED_MS = 1_000;

/**
 * Opens such a lock over a database. Each that is held has a connection of its own, so that PostgreSQL gives it back when the
 * process dies or the connection is cut. Who was cut off takes it again, unless another was quicker.
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
        if (Date.now() > sureUntil && !(await take())) throw new Unavailable('another process has taken this over');
      });
    } finally {
      await own.end({ timeout: 1 });
    }
  };
}
