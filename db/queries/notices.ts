import { and, asc, desc, eq, isNull, or, sql } from 'drizzle-orm';
import { searchable } from '#lib/model/reference.ts';
import type { Database } from '../client.ts';
import {
  notices,
  notificationRules as rules,
  shipmentReferences,
  shipments,
  stoppedChannels,
} from '../schema/index.ts';

export type RuleRow = Omit<typeof rules.$inferSelect, 'encrypted' | 'targetKey'> & {
  /** The number of the only shipment that it tells of. */
  shipment: string | null;
};

/** All notification rules, by name. */
export async function listRules(db: Database): Promise<RuleRow[]> {
  const rows = await db
    .select({ rule: rules, shipment: shipments.externalId, name: shipments.name })
    .from(rules)
    .leftJoin(shipments, eq(shipments.id, rules.shipmentId))
    .where(isNull(rules.removedAt))
    .orderBy(asc(rules.name), asc(rules.createdAt));
  return rows.map(({ rule: { encrypted: _secret, targetKey: _key, ...rule }, shipment, name }) => ({
    ...rule,
    shipment: shipment && (name ?? shipment),
  }));
}

export type NoticeRow = Pick<
  typeof notices.$inferSelect,
  'id' | 'shipmentId' | 'milestone' | 'kind' | 'state' | 'attempts' | 'lastError' | 'sentAt' | 'createdAt' | 'content'
> &
  Pick<typeof rules.$inferSelect, 'channel' | 'target'> & {
    rule: string;
    /** The earliest time of the next attempt. */
    nextAttemptAt: string;
  };

/** The latest notices. */
export async function listNotices(db: Database, limit: number): Promise<NoticeRow[]> {
  const rows = await db
    .select({ notice: notices, rule: rules })
    .from(notices)
    .innerJoin(rules, eq(rules.id, notices.ruleId))
    .orderBy(desc(notices.position))
    .limit(limit);
  return rows.map(({ notice, rule: { name, channel, target, heldUntil } }) => ({
    ...notice,
    ...{ rule: name, channel, target },
    nextAttemptAt: heldUntil !== null && heldUntil > notice.notBefore ? heldUntil : notice.notBefore,
  }));
}

/** The channels that were stopped, and why. */
export function listStoppedChannels(db: Database): Promise<(typeof stoppedChannels.$inferSelect)[]> {
  return db.select().from(stoppedChannels).orderBy(asc(stoppedChannels.channel));
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** The ids of the shipments with a reference or id, two at most. */
export async function shipmentsNamed(db: Database, text: string): Promise<string[]> {
  const found = await db
    .selectDistinct({ id: shipments.id })
    .from(shipments)
    .innerJoin(shipmentReferences, eq(shipmentReferences.shipmentId, shipments.id))
    .where(
      or(
        and(eq(shipmentReferences.searchable, searchable(text)), sql`${searchable(text)} <> ''`),
        UUID.test(text) ? eq(shipments.id, text) : undefined,
      ),
    )
    .limit(2);
  return found.map(({ id }) => id);
}
