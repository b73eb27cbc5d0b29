import { and, eq, inArray, isNull, notInArray, or, type SQL, sql } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { parseFilter } from '#db/queries/declared-list.ts';
import { SHIPMENTS } from '#db/queries/shipments.ts';
import { notices, parties, savedViews, shipments, subscriptions } from '#db/schema/index.ts';
import { lockInOrder } from '../cancel-notices.ts';
import { isOfCustomer } from './of-customer.ts';

/** Cancels what waits for a recipient about shipments for which it has no reason left. What is being sent, or may have been, stays. */
export async function cancelUnfollowed(tx: Database, recipientId: string): Promise<void> {
  const waiting = and(eq(notices.recipientId, recipientId), eq(notices.state, 'pending'), isNull(notices.leasedUntil));
  await lockInOrder(tx, waiting);
  const rows = await tx.selectDistinct({ id: notices.shipmentId }).from(notices).where(waiting);
  const ids = rows.flatMap(({ id }) => id ?? []);
  if (ids.length === 0) return;
  const reasons = await reasonsOf(tx, recipientId);
  const kept =
    reasons.length === 0
      ? []
      : await tx
          .select({ id: shipments.id })
          .from(shipments)
          .where(and(inArray(shipments.id, ids), or(...reasons)));
  await tx
    .update(notices)
    .set({ state: 'cancelled', lastError: 'The recipient is not a stakeholder any more, and does not watch.' })
    .where(
      and(
        waiting,
        notInArray(
          notices.shipmentId,
          kept.map(({ id }) => id),
        ),
      ),
    );
}

/** The conditions of the shipments that a recipient is told of. */
async function reasonsOf(tx: Database, recipientId: string): Promise<SQL[]> {
  const found = await tx
    .select({ subscription: subscriptions, customer: parties.name, search: savedViews.search })
    .from(subscriptions)
    .leftJoin(parties, and(eq(subscriptions.scope, 'customer'), eq(parties.id, subscriptions.subjectId)))
    .leftJoin(savedViews, and(eq(subscriptions.scope, 'view'), eq(savedViews.id, subscriptions.subjectId)))
    .where(and(eq(subscriptions.recipientId, recipientId), isNull(subscriptions.mutedAt)));
  return found.flatMap(({ subscription: { scope, subjectId, filter }, customer, search }): SQL[] => {
    if (scope === 'shipment') return [sql`${shipments.id} = ${subjectId}`];
    if (scope === 'customer') return customer === null ? [] : [isOfCustomer(customer)];
    const shown = filter ?? search;
    return shown === null ? [] : [isShown(tx, shown)];
  });
}

function isShown(tx: Database, search: string): SQL {
  const { filter } = parseFilter(SHIPMENTS, Object.fromEntries(new URLSearchParams(search)));
  return SHIPMENTS.where(tx, filter) ?? sql`true`;
}
