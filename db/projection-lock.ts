import type { Transaction } from './client.ts';
import { LOCK_KEYS } from './lock-keys.ts';

/** To be called first in each transaction that applies events or derives rows; ends with it. */
export async function shareProjections(tx: Transaction): Promise<void> {
  await tx`select pg_advisory_xact_lock_shared(${LOCK_KEYS.projections})`;
}

/** Waits for the transactions that apply events and keeps others from starting until this one ends. */
export async function holdProjections(tx: Transaction): Promise<void> {
  await tx`select pg_advisory_xact_lock(${LOCK_KEYS.projections})`;
}
/**
 * Locks the ledgers of entities that are known, until the transaction ends. Whoever locks several must lock all of them by one call, or
 * in the order of their ids: otherwise two transactions can wait for each other.
 */
export async function lockLedgers(tx: Transaction, ids: Iterable<string>): Promise<void> {
  await tx`select from facts where id = any(${[...ids]}::uuid[]) order by id for update`;
}
