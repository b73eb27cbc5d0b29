import type { Transaction } from '#db/client.ts';
import { now } from '#lib/clock.ts';
import { deriveConditions, lockFacts } from './derive-conditions.ts';

/** Shipments that are derived in one transaction. */
const TOGETHER = 200;

/** Longer ago no tariff matters: 100 free days, and 90 after them. */
const SINCE_MS = 366 * 24 * 3_600_000;

/**
 * Derives the conditions of the next shipments again after tariffs were changed: those with a container that left the terminal less than
 * a year ago. Returns, and may be interrupted, as `recalculateNext`.
 */
export async function recalculateNextReturns(tx: Transaction): Promise<string[] | null> {
  const [row] = await tx<{ after: string | null }[]>`
    select after_shipment as after from tariff_settings where not recalculated for update skip locked`;
  if (!row) return null;
  const facts = await lockFacts(
    tx,
    tx`select distinct shipment_id from containers
      where left_at > ${new Date(Date.parse(now()) - SINCE_MS).toISOString()} ${row.after ? tx`and shipment_id > ${row.after}` : tx``}
      order by shipment_id limit ${TOGETHER}`,
  );
  const last = facts.at(-1)?.id ?? null;
  await tx`update tariff_settings set after_shipment = ${last}, recalculated = ${last === null}`;
  await deriveConditions(tx, facts);
  return facts.map(({ id }) => id);
}
