import type { Sql } from '#db/client.ts';
import { messageOf } from '#lib/errors.ts';

/** One answer serves everybody who asks within this time, milliseconds. */
const KEPT_MS = 2_000;
const WITHIN_MS = 2_000;

const ROLL_BACK = new Error('nothing of a probe is kept');

/**
 * Tells whether a delivery could be stored: writes one as receiving does, on the same connections, and takes it back. So a full
 * disk, a database that only reads, a table that is locked and a server that is away all show. Null when it could, else why not.
 */
export function openProbe(intake: Sql): () => Promise<string | null> {
  let askedAt = 0;
  let answer: Promise<string | null> = Promise.resolve(null);
  return () => {
    if (Date.now() - askedAt >= KEPT_MS) {
      askedAt = Date.now();
      answer = Promise.race([write(intake), late()]);
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

function late(): Promise<string> {
  return new Promise((resolve) =>
    setTimeout(() => resolve(`the database did not answer within ${WITHIN_MS / 1_000} s`), WITHIN_MS).unref(),
  );
}
