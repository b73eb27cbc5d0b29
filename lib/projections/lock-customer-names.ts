import type { Transaction } from '#db/client.ts';
import { LOCK_KEYS } from '#db/lock-keys.ts';
import { customersIn } from './party-names.ts';
import type { Entity } from './project-entity.ts';
import { SECTION } from './statements.ts';

type Stated = Entity & {
  events: readonly { statements: readonly { section: string; part: string; field: string }[] }[];
};

/** Customers share so many locks, which bounds those that a transaction holds. */
const LOCKS = 64;

/**
 * Has a transaction that names customers on shipments, and one that renames one of them, wait for each other until it ends: neither sees
 * what the other has not committed, so that a shipment would keep the former name. The locks are taken in the order of their numbers,
 * by one call for all events of a transaction, before any ledger. Events that do neither cost no query.
 */
export async function lockCustomerNames(tx: Transaction, entities: readonly Stated[]): Promise<void> {
  const exclusive = new Map([...customersIn(entities)].map((id) => [lockOf(id), false]));
  for (const { id, entityType, events } of entities) {
    if (entityType === 'party' && events.some(({ statements }) => statements.some(isName)))
      exclusive.set(lockOf(id), true);
  }
  if (exclusive.size === 0) return;
  const locks = [...exclusive].sort(([a], [b]) => a - b).map(([number, alone]) => ({ number, alone }));
  await tx`
    select case when alone then pg_advisory_xact_lock(${LOCK_KEYS.customerNames}, number)
      else pg_advisory_xact_lock_shared(${LOCK_KEYS.customerNames}, number) end
    from json_to_recordset(${JSON.stringify(locks)}::text::json) as locks(number int, alone boolean)`;
}

const isName = ({ section, field }: { section: string; field: string }) =>
  section === SECTION.fields && field === 'name';

/** The lock of a party, by the last digits of its id, which is a digest. */
function lockOf(id: string): number {
  return Number.parseInt(id.slice(-2), 16) % LOCKS;
}
