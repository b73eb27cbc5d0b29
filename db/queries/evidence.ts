import { eq, inArray, type SQL } from 'drizzle-orm';
import type { Database } from '../client.ts';
import { effects, events } from '../schema/index.ts';
import { type ListPage, readPage } from './list.ts';

/** The event that stated a value: enough to answer "why?" and to link to the raw bytes. */
export type Evidence = {
  eventId: string;
  type: string;
  provider: string;
  reportedAt: string | null;
  learnedAt: string;
};

/** The events behind displayed values, by id. */
export async function readEvidence(
  db: Database,
  ids: readonly (string | null)[],
): Promise<Readonly<Record<string, Evidence>>> {
  const wanted = [...new Set(ids.filter((id) => id !== null))];
  if (wanted.length === 0) return {};
  const { id, type, provider, reportedAt, receivedAt } = events;
  const rows = await db.select({ id, type, provider, reportedAt, receivedAt }).from(events).where(inArray(id, wanted));
  return Object.fromEntries(
    rows.map(({ id: eventId, receivedAt: learnedAt, ...row }) => [eventId, { ...row, eventId, learnedAt }]),
  );
}

/** The delivery that first contained an event, and the position there, or null. */
export async function deliveryOfEvent(
  db: Database,
  eventId: string,
): Promise<{ deliveryId: string; position: number } | null> {
  const { deliveryId, position } = events;
  const [row] = await db.select({ deliveryId, position }).from(events).where(eq(events.id, eventId));
  return row ?? null;
}

export type ActivityEntry = typeof effects.$inferSelect & { type: string | null; provider: string | null };

/** Effects, latest first. */
const EFFECT_SORTS = {
  id: { by: effects.id, form: 'serial', natural: 'desc', key: (row: ActivityEntry) => String(row.id) },
} as const;

/** All effects of an entity, latest first. */
export function listActivity(
  db: Database,
  entityId: string,
  paging: { limit: number; cursor?: string | undefined },
): Promise<ListPage<ActivityEntry>> {
  const read = async (where: SQL | undefined, order: SQL[], limit: number) => {
    const rows = await db
      .select({ effect: effects, type: events.type, provider: events.provider })
      .from(effects)
      .leftJoin(events, eq(events.id, effects.eventId))
      .where(where)
      .orderBy(...order)
      .limit(limit);
    return rows.map(({ effect, type, provider }) => ({ ...effect, type, provider }));
  };
  return readPage({ id: effects.id, sorts: EFFECT_SORTS, read }, eq(effects.entityId, entityId), paging);
}
