import type { Transaction } from '#db/client.ts';

/**
 * The last milestone of a shipment; both null for none. `milestones`: how many have happened, known only where an exception waits for
 * the next one.
 */
export type LastMilestone = { code: string | null; at: string | null; milestones?: number };

/** How many milestones of the row `shipment` have happened; one whose time was corrected counts once. */
export function countMilestones(tx: Transaction) {
  return tx`(
    select count(distinct (code, leg_id, container_id, instance))::int from milestones
    where shipment_id = shipment.id and classifier = 'ACT' and standing = 'current' and flag is null)`;
}

/** The last milestones of shipments, with the number of those that have happened. */
export async function lastMilestones(tx: Transaction, ids: readonly string[]): Promise<Map<string, LastMilestone>> {
  const found = await tx<{ id: string; code: string | null; at: Date | null; milestones: number }[]>`
    select id, last_milestone as code, last_milestone_at as at, ${countMilestones(tx)} as milestones
    from shipments as shipment where id = any(${[...new Set(ids)]}::uuid[])`;
  return new Map(found.map(({ id, at, ...last }) => [id, { ...last, at: at?.toISOString() ?? null }]));
}
