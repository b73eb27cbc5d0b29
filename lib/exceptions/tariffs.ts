import type { Transaction } from '#db/client.ts';
import { type Tariff, type TariffSize, tariffSize } from '#lib/model/demurrage.ts';

const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;

type Found = { container: string; size: string | null; tariffSize: TariffSize | null } & Tariff;

/**
 * The tariffs of containers by their ids, by the carrier of the shipment (its name, or the SCAC of a leg). One for the size of the
 * container comes before one for every size. Containers without a known tariff are missing.
 */
export async function loadTariffs(tx: Transaction, containers: readonly string[]): Promise<Map<string, Tariff>> {
  const ids = [...new Set(containers)].filter((id) => UUID.test(id));
  if (ids.length === 0) return new Map();
  const rows = await tx<Found[]>`
    select container.id as container, container.size, tariff.size as "tariffSize", currency, tiers
    from containers as container
    join shipments as shipment on shipment.id = container.shipment_id
    join demurrage_tariffs as tariff on tariff.carrier = lower(shipment.carrier)
      or tariff.carrier in (select lower(scac) from legs where shipment_id = shipment.id)
    where container.id = any(${ids}::uuid[])
    order by container.id, tariff.size nulls first, tariff.carrier`;
  const tariffs = new Map<string, Tariff>();
  for (const { container, size, currency, tiers, ...row } of rows) {
    if (row.tariffSize === null || row.tariffSize === tariffSize(size)) tariffs.set(container, { currency, tiers });
  }
  return tariffs;
}
