import { and, desc, eq, inArray, type SQL, sql } from 'drizzle-orm';
import { env } from '#lib/env.ts';
import { domainOf, domainsIn } from '#lib/model/mail-domain.ts';
import { FOLLOWED_RULE_ID, type SubscriptionScope, type WatchChannel } from '#lib/model/subscription.ts';
import type { Database } from '../client.ts';
import { IS_UNCONFIRMED } from '../schema/columns.ts';
import {
  parties,
  ruleRecipients as recipients,
  savedViews,
  shipments,
  subscriptions,
  suppressions,
  users,
} from '../schema/index.ts';

type Stored = typeof subscriptions.$inferSelect;

/** What a user watches. */
export type WatchRow = Pick<Stored, 'id' | 'scope' | 'subjectId' | 'filter' | 'severity' | 'mutedAt' | 'createdAt'> & {
  channel: WatchChannel;
  /** The name of what is watched. */
  title: string;
  /** Its page; null for a view that was removed, or that its owner does not share any more. */
  path: string | null;
  /** Whether the user unsubscribed by a link, so that nothing is sent. */
  isUnsubscribed: boolean;
  /** Whether e-mails wait until the user confirms their address. */
  isUnconfirmed: boolean;
};

/** What a user watches, by e-mail address, the latest first. */
export function watchesOf(db: Database, email: string): Promise<WatchRow[]> {
  return readWatches(db, email, undefined);
}

/** One thing that a user watches, by the id of the watch; null if they do not, or another user does. */
export async function getWatch(db: Database, email: string, id: string): Promise<WatchRow | null> {
  return (await readWatches(db, email, eq(subscriptions.id, id)))[0] ?? null;
}

/** How a user watches one thing; null if they do not. `followed` has no view or customer where it is another scope. */
export async function watchOf(
  db: Database,
  email: string,
  followed: { scope: SubscriptionScope; subjectId?: string; filter?: string },
): Promise<WatchRow | null> {
  const { scope, subjectId = null, filter = null } = followed;
  const isAbout = and(
    eq(subscriptions.scope, scope),
    sql`${subscriptions.subjectId} is not distinct from ${subjectId}::uuid`,
    sql`${subscriptions.filter} is not distinct from ${filter}::text`,
  );
  return (await readWatches(db, email, isAbout))[0] ?? null;
}

async function readWatches(db: Database, email: string, which: SQL | undefined): Promise<WatchRow[]> {
  const { id: viewId, shared, userId } = savedViews;
  const hasView = sql`(${shared} or ${userId} = (select ${users.id} from ${users} where ${users.email} = ${email}))`;
  const isSuppressed = sql<boolean>`exists (
    select from ${suppressions} where ${suppressions.targetKey} = ${recipients.targetKey}
      and (${suppressions.ruleId} is null or ${suppressions.ruleId} = ${FOLLOWED_RULE_ID}))`;
  const rows = await db
    .select({
      subscription: subscriptions,
      channel: recipients.channel,
      shipment: shipments,
      customer: parties.name,
      view: savedViews,
      isUnsubscribed: isSuppressed,
      isUnconfirmed: sql<boolean>`${sql.raw(IS_UNCONFIRMED)}`,
    })
    .from(subscriptions)
    .innerJoin(recipients, eq(recipients.id, subscriptions.recipientId))
    .leftJoin(shipments, and(eq(subscriptions.scope, 'shipment'), eq(shipments.id, subscriptions.subjectId)))
    .leftJoin(parties, and(eq(subscriptions.scope, 'customer'), eq(parties.id, subscriptions.subjectId)))
    .leftJoin(savedViews, and(eq(subscriptions.scope, 'view'), eq(viewId, subscriptions.subjectId), hasView))
    .where(
      and(
        which,
        eq(subscriptions.role, 'watcher'),
        sql`lower(${recipients.target}) = ${email}`,
        inArray(recipients.channel, ['email', 'app']),
      ),
    )
    .orderBy(desc(subscriptions.createdAt), desc(subscriptions.id));
  const isTrusted = domainsIn(env().NOTICE_CONFIRMED_DOMAINS).includes(domainOf(email));
  return rows.map(({ subscription, channel, isUnsubscribed, isUnconfirmed, ...of }) => {
    const { id, scope, subjectId, filter, severity, mutedAt, createdAt } = subscription;
    const shown = {
      ...{ id, scope, subjectId, filter, severity, mutedAt, createdAt, isUnsubscribed },
      isUnconfirmed: isUnconfirmed && !isTrusted,
      ...shownOf(subscription, of),
    };
    return { ...shown, channel: channel === 'app' ? 'app' : 'email' };
  });
}

type Of = {
  shipment: typeof shipments.$inferSelect | null;
  customer: string | null;
  view: typeof savedViews.$inferSelect | null;
};

function shownOf(
  { scope, subjectId, filter, label }: Stored,
  { shipment, customer, view }: Of,
): Pick<WatchRow, 'title' | 'path'> {
  if (scope === 'shipment')
    return { title: shipment?.name ?? shipment?.externalId ?? 'A shipment', path: `/shipments/${subjectId}` };
  if (scope === 'customer') return { title: customer ?? 'A customer', path: `/parties/${subjectId}` };
  if (scope === 'view')
    return view ? { title: view.name, path: `/shipments${view.search}` } : { title: label ?? 'A view', path: null };
  return { title: label ?? 'Filter of the list', path: `/shipments${filter}` };
}
