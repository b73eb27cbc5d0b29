import type { Sql } from '#db/client.ts';
import { messageOf } from '#lib/errors.ts';

/** A result is reused for this long. */
const REUSE_MS = 2_000;
const TIMEOUT_MS = 2_000;

const ROLL_BACK = new Error('the probe is rolled back');

/**
 * Tests whether a delivery can be stored: inserts one as receiving does, on the same connections, and rolls back. So it detects a
 * full disk, a read-only database, a locked table and a server that is down. Resolves to null if it can, else to the reason.
 */
export function openProbe(intake: Sql): () => Promise<string | null> {
  let startedAt = 0;
  let answer: Promise<string | null> = Promise.resolve(null);
  return () => {
    if (Date.now() - startedAt >= REUSE_MS) {
      startedAt = Date.now();
      answer = Promise.race([write(intake), timeoutResult()]);
    }
    return answer;
  };
}

async function write(intake: Sql): Promise<string | null> {
  try {
    await intake.begin(async (tx) => {
      await tx`
        insert into deliveries (id, provider, source, status, received_at, remote, headers, bytes, event_count)
        values (gen_random_uuid(), 'probe', 'probe', 'probe', now(), '', '{}', 0, 0)`;
      throw ROLL_BACK;
    });
    return null;
  } catch (thrown) {
    return thrown === ROLL_BACK ? null : messageOf(thrown);
  }
}

function timeoutResult(): Promise<string> {
  return new Promise((resolve) =>
    setTimeout(() => resolve(`the database did not answer within ${TIMEOUT_MS / 1_000} s`), TIMEOUT_MS).unref(),
  );
}
