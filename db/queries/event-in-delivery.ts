import { and, asc, eq, or } from 'drizzle-orm';
import { z } from 'zod';
import { eventId } from '#lib/model/identity.ts';
import type { Database } from '../client.ts';
import { deliveries, events } from '../schema/index.ts';

/** An event of a delivery and its position there, from 0. */
export type EventInDelivery = { id: string; position: number };

/** The event of a delivery with an id, a key, or a position (from 0), or null. A duplicate contains those that it repeats. */
export async function eventInDelivery(db: Database, delivery: string, named: string): Promise<EventInDelivery | null> {
  const [found] = await db
    .select({ provider: deliveries.provider, contents: deliveries.contents })
    .from(deliveries)
    .where(eq(deliveries.id, delivery));
  if (!found) return null;
  const at = /^\d{1,6}$/.test(named) ? Number(named) : null;
  if (found.contents) {
    const ids = found.contents.map(([key]) => eventId(found.provider, key));
    const position = ids.findIndex((id, index) => [id, found.contents?.[index]?.[0]].includes(named));
    const place = position < 0 ? (at ?? -1) : position;
    return ids[place] === undefined ? null : { id: ids[place], position: place };
  }
  const { id, key, position, deliveryId } = events;
  const is = z.uuid().safeParse(named).success ? eq(id, named) : undefined;
  const [event] = await db
    .select({ id, position })
    .from(events)
    .where(and(eq(deliveryId, delivery), or(is, eq(key, named), at === null ? undefined : eq(position, at))))
    .orderBy(asc(position))
    .limit(1);
  return event ?? null;
}
