import { and, asc, eq, inArray, or, type SQL, sql } from 'drizzle-orm';
import { env } from '#lib/env.ts';
import { domainOf, domainsIn } from '#lib/model/mail-domain.ts';
import { FOLLOWED_RULE_ID } from '#lib/model/subscription.ts';
import type { Database } from '../client.ts';
import { IS_UNCONFIRMED } from '../schema/columns.ts';
import {
  parties,
  ruleRecipients as recipients,
  shipmentParties,
  shipments,
  subscriptions,
  suppressions,
  users,
} from '../schema/index.ts';

type Stored = typeof subscriptions.$inferSelect;

/** Who is told what a shipment, or all shipments of a customer, reach. */
export type StakeholderRow = Pick<Stored, 'id' | 'addedBy' | 'createdAt'> & {
  email: string;
  /** The name of the user with this address; null for others. */
  name: string | null;
  /** The shipment; null for a stakeholder of a customer. */
  shipmentId: string | null;
  /** The party that is the customer, with its name; null for a stakeholder of the shipment itself. */
  partyId: string | null;
  customer: string | null;
  /** Whether the address waits for its confirmation, and all its notices with it. */
  isUnconfirmed: boolean;
  /** Whether it gets nothing: it unsubscribed, complained or does not exist. */
  isSuppressed: boolean;
};

/** The stakeholders of a shipment, and of its customer, consignees and buyers, by address. Null without such a shipment. */
export async function stakeholdersOfShipment(db: Database, shipmentId: string): Promise<StakeholderRow[] | null> {
  const [shipment] = await db.select().from(shipments).where(eq(shipments.id, shipmentId));
  if (!shipment) return null;
  const roles = ['customer', 'consignee', 'buyer'];
  const named = await db
    .select({ name: shipmentParties.name })
    .from(shipmentParties)
    .where(and(eq(shipmentParties.shipmentId, shipmentId), inArray(shipmentParties.role, roles)));
  const names = [shipment.customer ?? '', ...named.map(({ name }) => name)].map((name) => name.trim().toLowerCase());
  const isCustomer = and(eq(subscriptions.scope, 'customer'), inArray(sql`lower(trim(${parties.name}))`, names));
  return read(db, or(isOf('shipment', shipmentId), isCustomer));
}

/** The stakeholders of a customer, by address. */
export function stakeholdersOfParty(db: Database, partyId: string): Promise<StakeholderRow[]> {
  return read(db, isOf('customer', partyId));
}

/** One stakeholder, or null. */
export async function getStakeholder(db: Database, id: string): Promise<StakeholderRow | null> {
  return (await read(db, eq(subscriptions.id, id)))[0] ?? null;
}

function isOf(scope: 'shipment' | 'customer', subjectId: string): SQL | undefined {
  return and(eq(subscriptions.scope, scope), eq(subscriptions.subjectId, subjectId));
}

async function read(db: Database, which: SQL | undefined): Promise<StakeholderRow[]> {
  const confirmed = domainsIn(env().NOTICE_CONFIRMED_DOMAINS);
  const rows = await db
    .select({
      subscription: subscriptions,
      email: recipients.target,
      name: users.name,
      customer: parties.name,
      isUnconfirmed: sql<boolean>`${sql.raw(IS_UNCONFIRMED)}`,
      isSuppressed: sql<boolean>`exists (
        select from ${suppressions} where ${suppressions.targetKey} = ${recipients.targetKey}
          and (${suppressions.ruleId} is null or ${suppressions.ruleId} = ${FOLLOWED_RULE_ID}))`,
    })
    .from(subscriptions)
    .innerJoin(recipients, eq(recipients.id, subscriptions.recipientId))
    .leftJoin(users, and(eq(users.email, sql`lower(${recipients.target})`), sql`${users.removedAt} is null`))
    .leftJoin(parties, and(eq(subscriptions.scope, 'customer'), eq(parties.id, subscriptions.subjectId)))
    .where(and(eq(subscriptions.role, 'stakeholder'), which))
    .orderBy(asc(recipients.target), asc(subscriptions.createdAt));
  return rows.map(({ subscription, email, isUnconfirmed, ...row }) => {
    const { id, scope, subjectId, addedBy, createdAt } = subscription;
    return {
      ...{ id, email, addedBy, createdAt, ...row },
      shipmentId: scope === 'shipment' ? subjectId : null,
      partyId: scope === 'customer' ? subjectId : null,
      isUnconfirmed: isUnconfirmed && !confirmed.includes(domainOf(email)),
    };
  });
}
