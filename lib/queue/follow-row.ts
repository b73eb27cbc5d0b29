import { DelayedError, type Job as Hint, UnrecoverableError } from 'bullmq';
import type { Sql } from '#db/client.ts';

/** Names a row of `queue_jobs`. */
export type HintData = { id: string };

/** A row that another worker processes, or that this one leaves to others at its end, is looked at again after this time. */
const BUSY_MS = 1_000;

type Row = { isDead: boolean; reason: string | null; dueInMs: string };

/**
 * Calls `work` until the row of a hint is not due any more. Then the hint follows its row: it is completed when the row is gone, delayed
 * until it is due again, failed when it is a dead letter. `work` resolves to how many jobs it fetched.
 */
export async function followRow(
  sql: Sql,
  hint: Hint<HintData>,
  token: string | undefined,
  work: () => Promise<number>,
): Promise<void> {
  for (let fetched = 1; ; ) {
    const [row] = await sql<Row[]>`
      select dead_at is not null as "isDead", reason, extract(epoch from due_at - now()) * 1000 as "dueInMs"
      from queue_jobs where id = ${hint.data.id}`;
    if (!row) return;
    if (row.isDead) throw new UnrecoverableError(row.reason ?? 'dead letter');
    const waitMs = Number(row.dueInMs) > 0 ? Number(row.dueInMs) : fetched === 0 ? BUSY_MS : 0;
    if (waitMs > 0) {
      await hint.moveToDelayed(Date.now() + Math.ceil(waitMs), token);
      throw new DelayedError();
    }
    fetched = await work();
  }
}
