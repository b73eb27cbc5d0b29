import type { Transaction } from '#db/client.ts';
import { recordExceptions } from '#lib/exceptions/record-exceptions.ts';
import { announceChanges } from '#lib/live/announce-changes.ts';
import { recordExceptionNotices } from '#lib/notices/exceptions/record-exception-notices.ts';
import { recordNotices } from '#lib/notices/record-notices.ts';
import type { Effect } from '#lib/projections/record-effects.ts';
import { type Fetched, recordDrift } from '#lib/reconcile/drift.ts';

/**
 * The effects of a transaction, the entities of which other exceptions are or will be due, and those of its events that a reconciliation
 * fetched, by id.
 */
export type Applied = {
  effects: readonly Effect[];
  judged: ReadonlySet<string>;
  fetched: ReadonlyMap<string, Fetched>;
};

/**
 * The steps that follow from effects, in order. They run in the transaction that caused them, so they commit or roll back
 * together.
 */
const FOLLOW_UPS: readonly ((tx: Transaction, applied: Applied) => Promise<void>)[] = [
  recordDrift,
  async (tx, applied) => recordExceptionNotices(tx, await recordExceptions(tx, applied), applied.effects),
  recordNotices,
  announceChanges,
];

/** Runs all follow-up steps. */
export async function followUp(tx: Transaction, applied: Applied): Promise<void> {
  if (applied.effects.length === 0 && applied.judged.size === 0) return;
  for (const step of FOLLOW_UPS) await step(tx, applied);
}
