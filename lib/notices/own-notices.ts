import { and, desc, eq, gt, inArray, type SQL, sql } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import {
  notices,
  noticeReaders as readers,
  ruleRecipients as recipients,
  notificationRules as rules,
  users,
} from '#db/schema/index.ts';
import type { NoticeFacts } from '#lib/model/notice.ts';
import { EVERYBODY } from '#lib/model/recipient.ts';
import { noticeMessage, noticePath } from './notice-message.ts';

/** A notice for a user in the application. */
export type OwnNotice = {
  id: string;
  /** The page of what it tells. */
  path: string;
  headline: string;
  /** The route of the shipment, or what else explains it. */
  detail: string;
  /** ISO 8601 UTC. */
  sentAt: string;
  isUnread: boolean;
};

type User = { id: string; email: string };

/** Unread notices are counted up to this number. */
export const MAX_UNREAD = 99;

/** Nothing from before a user was added counts as unread. */
const unreadSince = sql`greatest(coalesce(${readers.readUntil}, '-infinity'), ${users.createdAt})`;

/** The latest notices for this user, or for everybody. */
export async function ownNotices(db: Database, user: User, limit: number): Promise<OwnNotice[]> {
  const found = await db
    .select({ notice: notices, ruleName: rules.name, isUnread: sql<boolean>`${notices.sentAt} > ${unreadSince}` })
    .from(notices)
    .innerJoin(recipients, eq(recipients.id, notices.recipientId))
    .innerJoin(rules, eq(rules.id, recipients.ruleId))
    .innerJoin(users, eq(users.id, user.id))
    .leftJoin(readers, eq(readers.userId, user.id))
    .where(isFor(user))
    .orderBy(desc(notices.sentAt), desc(notices.position))
    .limit(limit);
  return found.map(({ notice, ruleName, isUnread }) => {
    const told = { ...notice, ...factsOf(notice) };
    const { headline, explanation, facts } = noticeMessage({ ...told, ruleName, link: null });
    const route = facts.find(({ label }) => label === 'Route')?.value;
    const { id, sentAt } = notice;
    return { id, path: noticePath(told), headline, detail: explanation ?? route ?? '', sentAt: sentAt ?? '', isUnread };
  });
}

/** The number of unread notices, up to `MAX_UNREAD` + 1. */
export async function countUnread(db: Database, user: User): Promise<number> {
  const unread = await db
    .select({ id: notices.id })
    .from(notices)
    .innerJoin(recipients, eq(recipients.id, notices.recipientId))
    .innerJoin(users, eq(users.id, user.id))
    .leftJoin(readers, eq(readers.userId, user.id))
    .where(and(isFor(user), gt(notices.sentAt, unreadSince)))
    .limit(MAX_UNREAD + 1);
  return unread.length;
}

/** Records that a user has read their notices up to an instant. An earlier one than before changes nothing. */
export async function markRead(db: Database, { id: userId, email }: User, readUntil: string): Promise<void> {
  await db
    .insert(readers)
    .values({ userId, readUntil })
    .onConflictDoUpdate({
      target: readers.userId,
      set: { readUntil: sql`greatest(${readers.readUntil}, excluded.read_until)` },
    });
  await db.execute(sql`
    update notices set opened_at = now()
    where opened_at is null and state = 'sent' and sent_at <= ${readUntil} and recipient_id in (
      select id from rule_recipients where channel = 'app' and target in (${EVERYBODY}, ${email.toLowerCase()}))`);
}

function isFor({ email }: User): SQL | undefined {
  return and(
    eq(recipients.channel, 'app'),
    inArray(recipients.target, [EVERYBODY, email.toLowerCase()]),
    eq(notices.state, 'sent'),
  );
}

/** The columns of a notice that belong together, as the writers of notices fill them. */
function factsOf({ milestone, kind, content }: typeof notices.$inferSelect): NoticeFacts {
  return { milestone, kind, content } as NoticeFacts;
}
