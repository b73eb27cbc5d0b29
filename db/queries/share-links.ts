import { hash, randomBytes } from 'node:crypto';
import { and, desc, eq, getTableColumns, gt, isNull, type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import { now } from '#lib/clock.ts';
import { SHARED_LISTS, type SharedList } from '#lib/model/share-link.ts';
import type { NewShareLink } from '#lib/model/share-link-schema.ts';
import { audit } from '../audit.ts';
import type { Database } from '../client.ts';
import { shareLinks as links } from '../schema/index.ts';
import { declareList, isEqual } from './declared-list.ts';

/** A link without its token, which is not stored. */
export type ShareLink = Omit<typeof links.$inferSelect, 'hash'>;

const { hash: _hash, ...COLUMNS } = getTableColumns(links);

const DAY_MS = 86_400_000;
/** Links that are listed beside what they show. */
const SHOWN = 100;
/** 32 random bytes as base64url. */
const TOKEN = /^[\w-]{43}$/;

/** All links, the latest first. */
export const SHARE_LINKS = declareList({
  path: '/share-links',
  title: 'Shared links',
  filter: z.strictObject({
    shipment: z.uuid().optional().describe('Only links to this shipment.'),
    list: z.enum(SHARED_LISTS).optional().describe('Only links to this list.'),
  }),
  sorts: {
    createdAt: { by: links.createdAt, form: 'instant', natural: 'desc', key: (row: ShareLink) => row.createdAt },
  },
  id: links.id,
  from: links,
  where: (_db, { shipment, list }) => and(isEqual(links.shipmentId, shipment), isEqual(links.list, list)),
  rows: (db, where, order, limit) => read(db, where, order, limit),
  items: async (_db, rows) => rows,
});

/** The latest links to a shipment or a list. */
export function linksTo(db: Database, to: { shipmentId: string } | { list: SharedList }): Promise<ShareLink[]> {
  const condition = 'list' in to ? eq(links.list, to.list) : eq(links.shipmentId, to.shipmentId);
  return read(db, condition, [desc(links.createdAt)], SHOWN);
}

/** The latest links. */
export function latestLinks(db: Database): Promise<ShareLink[]> {
  return read(db, undefined, [desc(links.createdAt)], 2 * SHOWN);
}

/** One link, or null. */
export async function getShareLink(db: Database, id: string): Promise<ShareLink | null> {
  const [link] = await read(db, eq(links.id, id), [links.id], 1);
  return link ?? null;
}

/** Issues a link. Returns it with its token, which is stored as a hash only and can be shown just this once. */
export async function issueShareLink(
  db: Database,
  by: string,
  { days, shipmentId, list, ...rest }: NewShareLink,
): Promise<{ link: ShareLink; token: string }> {
  const token = randomBytes(32).toString('base64url');
  const createdAt = now();
  const expiresAt = new Date(Date.parse(createdAt) + days * DAY_MS).toISOString();
  return db.transaction(async (tx) => {
    const [link] = await tx
      .insert(links)
      .values({
        ...rest,
        shipmentId: shipmentId ?? null,
        list: list ?? null,
        hash: digest(token),
        createdBy: by,
        createdAt,
        expiresAt,
      })
      .returning(COLUMNS);
    if (!link) throw new Error('The link was not stored');
    await audit(tx, by, 'link-issued', linkText(link));
    return { link, token };
  });
}

/** Revokes a link at once. Returns whether there is such a link. */
export async function revokeShareLink(db: Database, by: string, id: string): Promise<boolean> {
  return db.transaction(async (tx) => {
    const [revoked] = await tx
      .update(links)
      .set({ revokedAt: now() })
      .where(and(eq(links.id, id), isNull(links.revokedAt)))
      .returning(COLUMNS);
    if (revoked) await audit(tx, by, 'link-revoked', linkText(revoked));
    return revoked !== undefined || (await getShareLink(tx, id)) !== null;
  });
}

/** Finds the valid link with a token and counts that it was opened; null for one that is unknown, expired or revoked. */
export async function openShareLink(db: Database, token: string): Promise<ShareLink | null> {
  if (!TOKEN.test(token)) return null;
  const at = now();
  const [opened] = await db
    .update(links)
    .set({ opens: sql`${links.opens} + 1`, lastOpenedAt: at })
    .where(and(eq(links.hash, digest(token)), isNull(links.revokedAt), gt(links.expiresAt, at)))
    .returning(COLUMNS);
  return opened ?? null;
}

function read(
  db: Database,
  where: SQL | undefined,
  order: (SQL | typeof links.id)[],
  limit: number,
): Promise<ShareLink[]> {
  return db
    .select(COLUMNS)
    .from(links)
    .where(where)
    .orderBy(...order)
    .limit(limit);
}

function digest(token: string): string {
  return hash('sha256', token);
}

function linkText({ shipmentId, list, recipient, expiresAt }: ShareLink): string {
  const target = list ?? `/shipments/${shipmentId}`;
  return `${target} for ${recipient} until ${expiresAt.slice(0, 10)}`;
}
