import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import { namesOf } from '#lib/model/names-of.ts';
import { CHARGES } from '#lib/model/tariff.ts';
import type { Database } from '../client.ts';
import { demurrageTariffs as tariffs } from '../schema/index.ts';
import { declareList, isEqual, rowsOf } from './declared-list.ts';
import { bytewise } from './record-filters.ts';

/** What a carrier charges after free time. */
export type TariffRow = typeof tariffs.$inferSelect;

/** All tariffs, by carrier. */
export const DEMURRAGE_TARIFFS = declareList({
  path: '/demurrage-tariffs',
  title: 'Demurrage tariffs',
  filter: z.strictObject({
    charge: z.enum(namesOf(CHARGES)).optional().describe('Only tariffs of this charge.'),
    port: z
      .string()
      .toUpperCase()
      .regex(/^[A-Z]{2}[A-Z2-9]{3}$/, 'must be a UN/LOCODE')
      .optional()
      .describe('Only tariffs of this port, a UN/LOCODE.'),
  }),
  sorts: {
    carrier: { by: bytewise(tariffs.carrier), form: 'text', natural: 'asc', key: (row: TariffRow) => row.carrier },
  },
  id: tariffs.id,
  from: tariffs,
  where: (_db, { charge, port }) => and(isEqual(tariffs.charge, charge), isEqual(tariffs.port, port)),
  rows: rowsOf(tariffs),
  items: async (_db, rows) => rows,
});

/** One tariff, or null. */
export async function getTariff(db: Database, id: string): Promise<TariffRow | null> {
  const [row] = await db.select().from(tariffs).where(eq(tariffs.id, id));
  return row ?? null;
}

/** All tariffs, by carrier, charge, and what they are for. */
export function listTariffs(db: Database): Promise<TariffRow[]> {
  const { carrier, charge, port, terminal, containerType, size, validFrom } = tariffs;
  return db.select().from(tariffs).orderBy(carrier, charge, port, terminal, containerType, size, validFrom);
}
