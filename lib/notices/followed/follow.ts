import { and, eq, isNull, type SQL, sql } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { ruleRecipients as recipients, notificationRules as rules, subscriptions } from '#db/schema/index.ts';
import { now } from '#lib/clock.ts';
import type { Severity } from '#lib/model/exception.ts';
import { NOTICE_MILESTONES } from '#lib/model/notice.ts';
import {
  FOLLOWED_RULE_ID,
  FOLLOWED_RULE_NAME,
  type Followed,
  type SubscriptionRole,
  type WatchChannel,
} from '#lib/model/subscription.ts';
import { requestConfirmation } from '../request-confirmation.ts';
import { storedTarget } from '../target.ts';

/** A reason to tell somebody, by e-mail address. */
export type NewSubscription = {
  email: string;
  channel: WatchChannel;
  role: SubscriptionRole;
  followed: Followed;
  /** Of a view, its name. */
  label?: string;
  severity?: Severity | null;
  by: string;
};

/** Adds a reason to tell somebody. Returns its id; null if it was there already. */
export async function follow(tx: Database, given: NewSubscription): Promise<string | null> {
  const recipientId = await ensureRecipient(tx, given);
  const { role, label = null, severity = null, by: addedBy } = given;
  const [added] = await tx
    .insert(subscriptions)
    .values({ recipientId, role, ...columnsOf(given.followed), label, severity, addedBy, createdAt: now() })
    .onConflictDoNothing()
    .returning({ id: subscriptions.id });
  return added?.id ?? null;
}

/** An address and channel is one recipient, whatever its reasons. */
async function ensureRecipient(tx: Database, { email, channel, by }: NewSubscription): Promise<string> {
  // Neither an e-mail address nor a user is encrypted.
  const target = storedTarget(channel, email, '');
  const told = { origin: 'followed' as const, name: FOLLOWED_RULE_NAME, milestones: [...NOTICE_MILESTONES] };
  await tx
    .insert(rules)
    .values({ id: FOLLOWED_RULE_ID, ...told, enabled: true, createdBy: by, createdAt: now() })
    .onConflictDoNothing();
  await tx
    .insert(recipients)
    .values({ ruleId: FOLLOWED_RULE_ID, channel, ...target, createdAt: now() })
    .onConflictDoNothing();
  if (channel === 'email') await requestConfirmation(tx, target);
  const [found] = await tx
    .select({ id: recipients.id })
    .from(recipients)
    .where(isRecipient(target.targetKey))
    .for('no key update');
  if (!found) throw new Error('The recipient was not stored');
  return found.id;
}

function isRecipient(targetKey: string): SQL | undefined {
  return and(
    eq(recipients.ruleId, FOLLOWED_RULE_ID),
    eq(recipients.targetKey, targetKey),
    isNull(recipients.removedAt),
  );
}

function columnsOf(followed: Followed) {
  const isFilter = followed.scope === 'filter';
  return {
    scope: followed.scope,
    subjectId: isFilter ? null : followed.subjectId,
    filter: isFilter ? followed.filter : null,
  };
}

/** The condition of `subscriptions` that they are about this. */
export function isAbout(followed: Followed): SQL | undefined {
  const { scope, subjectId, filter } = columnsOf(followed);
  return and(
    eq(subscriptions.scope, scope),
    sql`${subscriptions.subjectId} is not distinct from ${subjectId}::uuid`,
    sql`${subscriptions.filter} is not distinct from ${filter}::text`,
  );
}
