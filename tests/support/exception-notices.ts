import type { Change } from '#lib/model/change.ts';
import { parseMoment } from '#lib/model/time.ts';
import type { Notified } from './notified.ts';
import { hoursAgo } from './sailing.ts';

/** A customs hold of a shipment, or its end. */
export function customs(shipment: string, code: 'CUSTOMS_HOLD' | 'CUSTOMS_RELEASED', at = hoursAgo(1)): Change {
  return { kind: 'milestone', shipment, code, classifier: 'ACT', moment: parseMoment(at), reason: 'exam' };
}

/** A container with its last free day, some days from today. */
export function container(shipment: string, name: string, days: number): Change {
  const lastFreeDay = new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
  return { kind: 'container', shipment, container: name, fields: { number: name, lastFreeDay } };
}

/** Lets the time pass for which notices are held, and sends what is due then. */
export async function passHold({ runtime }: Pick<Notified, 'runtime'>): Promise<void> {
  await runtime.sql`update notices set not_before = now() - interval '1 second' where state = 'pending'`;
  await runtime.drain();
}
