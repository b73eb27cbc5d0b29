import type { Transaction } from '#db/client.ts';
import { announceChanges } from '#lib/live/announce-changes.ts';
import type { Effect } from '#lib/projections/apply.ts';
import { type Fetched, recordDrift } from '#lib/reconcile/drift.ts';

/** What a transaction applied: what became different, and which of the events a reconciliation had fetched, by their ids. */
export type Applied = { effects: readonly Effect[]; fetched: ReadonlyMap<string, Fetched> };

/** What follows from effects, in order. Each runs in the transaction that caused them, so that all of it happens or nothing. */
const FOLLOW_UPS: readonly ((tx: Transaction, applied: Applied) => Promise<void>)[] = [recordDrift, announceChanges];

/** Takes every step that follows from what was applied. */
export async function followUp(tx: Transaction, applied: Applied): Promise<void> {
  if (applied.effects.length === 0) return;
  for (const step of FOLLOW_UPS) await step(tx, applied);
}
