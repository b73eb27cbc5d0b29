import type { Customs, Freight } from '#lib/emulator/world/freight.ts';
import { longId } from '#lib/emulator/world/identifiers.ts';
import { utc } from '#lib/emulator/world/local-time.ts';
import { Random } from '#lib/emulator/world/random.ts';
import { type Json, shipmentRef } from './parts.ts';

/** The forwarder acts as customs broker for entries into the United States only. */
export function customsOf(freight: Freight): Customs | null {
  return freight.booking.destination.country === 'US' ? freight.customs : null;
}

export const customsId = ({ id }: Freight) => longId(new Random(`customs/${id}`));

export function customsObject(freight: Freight, { status, releasedAt }: Customs): Json {
  return {
    _object: '/customs_entry',
    id: customsId(freight),
    entry_number: `FLX-${String(freight.id).padStart(7, '0')}-${freight.id % 10}`,
    release_status: status,
    release_date: releasedAt === null ? null : utc(releasedAt).slice(0, 10),
    shipment: shipmentRef(freight.id),
  };
}
