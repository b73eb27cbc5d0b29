import { and, eq, inArray, type SQL } from 'drizzle-orm';
import { audit } from '#db/audit.ts';
import type { Database } from '#db/client.ts';
import { ruleRecipients as recipients, subscriptions, suppressions } from '#db/schema/index.ts';
import { now } from '#lib/clock.ts';
import type { Severity } from '#lib/model/exception.ts';
import { FOLLOWED_RULE_ID, type Followed, WATCH_CHANNELS, type WatchChannel } from '#lib/model/subscription.ts';
import { storedTarget } from '../target.ts';
import { cancelUnfollowed } from './cancel-unfollowed.ts';
import { follow, isAbout } from './follow.ts';

/** How a user watches. `severity`: of the exceptions that are told besides milestones; null for none. `label`: the name of a view. */
export type Watch = { followed: Followed; channel?: WatchChannel; severity?: Severity | null; label?: string };

/**
 * Tells a user of all milestones that shipments reach from now on. Whoever watches the same already watches it as stated now. Who
 * unsubscribed by a link, and watches again, is told again. `by`: the user, or the name of their token.
 */
export function startWatch(db: Database, email: string, watch: Watch, by = email): Promise<void> {
  const { followed, channel = 'email' } = watch;
  return db.transaction(async (tx) => {
    const known = await endAll(tx, email, isAbout(followed));
    await follow(tx, { ...watch, email, channel, role: 'watcher', by });
    for (const id of new Set(known.map(({ recipientId }) => recipientId))) await cancelUnfollowed(tx, id);
    const { targetKey } = storedTarget(channel, email, '');
    await tx
      .delete(suppressions)
      .where(and(eq(suppressions.ruleId, FOLLOWED_RULE_ID), eq(suppressions.targetKey, targetKey)));
    if (known.length === 0) await audit(tx, by, `${NAMES[followed.scope]}-watched`, nameOf(followed, watch.label));
  });
}

/** Tells a user no more of what they watch, and cancels what waits for them, unless they are told for another reason. */
export function stopWatch(db: Database, email: string, which: Followed | { id: string }, by = email): Promise<void> {
  return db.transaction(async (tx) => {
    const ended = await endAll(tx, email, 'id' in which ? eq(subscriptions.id, which.id) : isAbout(which));
    for (const { recipientId, scope, subjectId, filter, label } of ended) {
      await cancelUnfollowed(tx, recipientId);
      await audit(tx, by, `${NAMES[scope]}-unwatched`, label ?? subjectId ?? filter ?? '');
    }
  });
}

/** Mutes what a user watches, which cancels what waits for them, or tells of it again what happens from now on. */
export function muteWatch(
  db: Database,
  email: string,
  { id, isMuted }: { id: string; isMuted: boolean },
): Promise<void> {
  return db.transaction(async (tx) => {
    const changed = await tx
      .update(subscriptions)
      .set(isMuted ? { mutedAt: now() } : { mutedAt: null, createdAt: now() })
      .where(isOwn(tx, email, eq(subscriptions.id, id)))
      .returning();
    for (const { recipientId } of changed) await cancelUnfollowed(tx, recipientId);
  });
}

const NAMES = { shipment: 'shipment', customer: 'customer', view: 'view', filter: 'view' } as const;

function nameOf(followed: Followed, label: string | undefined): string {
  return label ?? (followed.scope === 'filter' ? followed.filter : followed.subjectId);
}

function endAll(tx: Database, email: string, which: SQL | undefined) {
  return tx
    .delete(subscriptions)
    .where(isOwn(tx, email, which))
    .returning();
}

/** What a user watches, by whatever channel. */
function isOwn(tx: Database, email: string, which: SQL | undefined): SQL | undefined {
  const keys = WATCH_CHANNELS.map((channel) => storedTarget(channel, email, '').targetKey);
  const own = and(eq(recipients.ruleId, FOLLOWED_RULE_ID), inArray(recipients.targetKey, keys));
  const ids = tx.select({ id: recipients.id }).from(recipients).where(own);
  return and(which, eq(subscriptions.role, 'watcher'), inArray(subscriptions.recipientId, ids));
}
