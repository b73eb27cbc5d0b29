import { and, desc, eq, isNull, sql } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { shipments } from '#db/schema/index.ts';
import type { Place } from '#lib/model/place.ts';
import type { Progress } from '#lib/model/shipment.ts';
import type { Moment } from '#lib/model/time.ts';
import { referencesOf } from './shipments.ts';

/** A shipment in transit between two ports. */
export type InTransit = {
  id: string;
  externalId: string;
  references: { type: string; value: string }[];
  mode: string | null;
  vessel: string | null;
  portOfLoading: Place;
  portOfDischarge: Place;
  departed: Moment | null;
  eta: Moment | null;
};

/** Shipments in transit between their ports, latest report first. */
export async function listInTransit(db: Database, limit: number): Promise<InTransit[]> {
  const { id, externalId, mode, vessel, portOfLoading, portOfDischarge, progress, eta, arrived } = shipments;
  const rows = await db
    .select({ id, externalId, mode, vessel, portOfLoading, portOfDischarge, progress, eta })
    .from(shipments)
    .where(
      and(
        eq(shipments.status, 'in_transit'),
        isNull(arrived),
        sql`port_of_loading is not null`,
        sql`port_of_discharge is not null`,
      ),
    )
    .orderBy(desc(shipments.learnedAt), desc(id))
    .limit(limit);
  const references = await referencesOf(
    db,
    rows.map((row) => row.id),
  );
  return rows.flatMap(({ progress: steps, portOfLoading: from, portOfDischarge: to, ...row }) =>
    from && to
      ? [
          {
            ...row,
            portOfLoading: from,
            portOfDischarge: to,
            departed: departure(steps),
            references: references.get(row.id) ?? [],
          },
        ]
      : [],
  );
}

function departure(progress: Progress): Moment | null {
  return progress.find(({ step }) => step === 'departed')?.moment ?? null;
}
