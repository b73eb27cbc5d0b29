import { and, eq, isNull } from 'drizzle-orm';
import { audit } from '#db/audit.ts';
import type { Database } from '#db/client.ts';
import { notificationRules as rules } from '#db/schema/index.ts';
import { now } from '#lib/clock.ts';
import { NOTICE_MILESTONES } from '#lib/model/notice.ts';
import { requestConfirmation } from './request-confirmation.ts';
import { cancelNotices } from './rules.ts';
import { storedTarget } from './target.ts';

/** A shipment that a user watches, by e-mail address. */
type Watch = { shipmentId: string; email: string };

/** Tells a user of all milestones that a shipment reaches from now on, by e-mail. Does nothing if they watch it already. */
export async function watchShipment(db: Database, { shipmentId, email }: Watch): Promise<void> {
  // An e-mail address is not encrypted.
  const target = storedTarget('email', email, '');
  await db.transaction(async (tx) => {
    const added = await tx
      .insert(rules)
      .values({
        ...{
          name: 'Watched shipment',
          milestones: [...NOTICE_MILESTONES],
          shipmentId,
          channel: 'email',
          enabled: true,
        },
        ...target,
        ...{ createdBy: email, createdAt: now(), watchedBy: email },
      })
      .onConflictDoNothing()
      .returning({ id: rules.id });
    if (added.length === 0) return;
    await requestConfirmation(tx, target);
    await audit(tx, email, 'shipment-watched', shipmentId);
  });
}

/** Tells a user no more of a shipment, and cancels what waits. */
export async function unwatchShipment(db: Database, watch: Watch): Promise<void> {
  await db.transaction(async (tx) => {
    const [removed] = await tx
      .update(rules)
      .set({ removedAt: now(), enabled: false })
      .where(isWatch(watch))
      .returning({ id: rules.id });
    if (!removed) return;
    await cancelNotices(tx, removed.id);
    await audit(tx, watch.email, 'shipment-unwatched', watch.shipmentId);
  });
}

/** Whether a user watches a shipment. */
export async function isWatched(db: Database, watch: Watch): Promise<boolean> {
  return (await db.select({ id: rules.id }).from(rules).where(isWatch(watch)).limit(1)).length > 0;
}

function isWatch({ shipmentId, email }: Watch) {
  return and(eq(rules.shipmentId, shipmentId), eq(rules.watchedBy, email), isNull(rules.removedAt));
}
