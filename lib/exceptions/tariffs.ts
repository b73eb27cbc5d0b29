import type { Transaction } from '#db/client.ts';
import { readAll } from '#db/rows.ts';
import { containerClass, tariffSize } from '#lib/model/container-class.ts';
import type { ExceptionType } from '#lib/model/exception.ts';
import type { Place } from '#lib/model/place.ts';
import { type Tariff, type TariffSubject, tariffsFor } from '#lib/model/tariff.ts';

const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;

type Found = {
  id: string;
  type: string | null;
  size: string | null;
  carrier: string | null;
  scacs: (string | null)[];
  place: Place | null;
};

/** The tariffs of a condition about a container. */
type TariffsOf = (condition: { type: ExceptionType; part: string }) => readonly Tariff[];

/**
 * Loads what the tariffs of some containers, by their ids, depend on; `tariffsFor` says which are theirs. The carriers are that of the
 * shipment and the SCACs of its legs; a container is fetched where the last leg begins, or ends if that is the main carriage.
 */
export async function loadTariffs(tx: Transaction, containers: readonly string[]): Promise<TariffsOf> {
  const ids = [...new Set(containers)].filter((id) => UUID.test(id));
  const tariffs = ids.length === 0 ? [] : await readAll(tx, 'demurrageTariffs', 'order by id');
  if (tariffs.length === 0) return () => [];
  const rows = await tx<Found[]>`
    select container.id, container.type, container.size, shipment.carrier,
      array(select scac from legs where shipment_id = shipment.id) as scacs,
      (select case when main then destination else origin end from legs
        where shipment_id = shipment.id order by sequence desc limit 1) as place
    from containers as container join shipments as shipment on shipment.id = container.shipment_id
    where container.id = any(${ids}::uuid[])`;
  const subjects = new Map(rows.map((row) => [row.id, subjectOf(row)]));
  return ({ type, part }) => {
    const subject = subjects.get(part);
    return subject ? tariffsFor(tariffs, chargeOf(type), subject) : [];
  };
}

const chargeOf = (type: ExceptionType) => (type.startsWith('charge.empty_return') ? 'detention' : 'demurrage');

function subjectOf({ type, size, carrier, scacs, place }: Found): TariffSubject {
  return { carriers: [carrier, ...scacs], place, containerType: containerClass(type, size), size: tariffSize(size) };
}
