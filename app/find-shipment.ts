import { database } from '#db/client.ts';
import { shipmentsNamed } from '#db/queries/notices.ts';

/** The id of the only shipment with a reference or id, null without one, or why there is none. */
export async function findShipment(reference: string | null): Promise<{ id: string | null } | { error: string }> {
  if (reference === null) return { id: null };
  const [id, ...others] = await shipmentsNamed(database(), reference);
  if (id === undefined) return { error: 'No shipment has this reference.' };
  return others.length > 0 ? { error: 'Several shipments have this reference.' } : { id };
}
