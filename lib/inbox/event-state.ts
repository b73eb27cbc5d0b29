import type { Transaction } from '#db/client.ts';
import { type GivenColumn, givenRows } from '#db/given-rows.ts';
import { storable } from './delivery-rows.ts';

/** How an event ended. `unmapped` and `dead_letter` ones stay visible and can be replayed. */
export type EventStateChange = {
  id: string;
  state: 'processed' | 'ignored' | 'unmapped' | 'dead_letter';
  reason?: string;
  reportedAt?: string;
};

/**
 * Sets the states of events in one statement. `settled_at` is the time of the statement, not of the transaction's begin: a
 * rebuild uses it to find the events that were settled after its watermark.
 */
export async function setEventStates(tx: Transaction, settlements: readonly EventStateChange[]): Promise<void> {
  if (settlements.length === 0) return;
  // A reason may quote the payload; text that cannot be stored would fail the whole batch.
  const rows = settlements.map(({ reason, ...rest }) => ({
    ...rest,
    ...(reason !== undefined && { reason: storable(reason) }),
  }));
  const { table, parameters } = givenRows(STATE_COLUMNS, rows);
  await tx.unsafe(
    `update events set state = given.state, reason = given.reason, reported_at = given."reportedAt", settled_at = clock_timestamp(),
       attempts = least(attempts, 999999) + 1
     from ${table} where events.id = given.id`,
    parameters,
    { prepare: true },
  );
}

const STATE_COLUMNS: readonly GivenColumn[] = [
  { property: 'id', type: 'uuid' },
  { property: 'state', type: 'text' },
  { property: 'reason', type: 'text' },
  { property: 'reportedAt', type: 'timestamptz' },
];

/** Records a failed attempt of an event that stays pending; the queue decides when it is retried. */
export async function recordFailure(tx: Transaction, id: string, reason: string): Promise<void> {
  await tx`update events set attempts = least(attempts, 999999) + 1, reason = ${storable(reason)} where id = ${id}`;
}

/** Makes events without remaining retries dead letters, with the reason of their last attempt. */
export async function deadLetterEvents(tx: Transaction, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await tx`
    update events set state = 'dead_letter', settled_at = clock_timestamp(), reason = coalesce(reason, 'Every attempt to apply it failed')
    where id = any(${[...ids]}::uuid[]) and state = 'pending'`;
}
