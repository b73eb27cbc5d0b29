import type { Transaction } from './client.ts';

/** The key of an advisory lock: transactions that change ledgers or rows share it; a rebuild takes it exclusively for moments. */
const LOCK = 7_301_121;

/** To be called first in each transaction that applies events or derives rows; ends with it. */
export async function shareProjections(tx: Transaction): Promise<void> {
  await tx`select pg_advisory_xact_lock_shared(${LOCK})`;
}

/** Waits for the transactions that apply events and keeps others from starting until this one ends. */
export async function holdProjections(tx: Transaction): Promise<void> {
  await tx`select pg_advisory_xact_lock(${LOCK})`;
}
