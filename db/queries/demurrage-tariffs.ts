import { asc, eq, sql } from 'drizzle-orm';
import { now } from '#lib/clock.ts';
import { tiersText } from '#lib/model/demurrage.ts';
import { audit } from '../audit.ts';
import type { Database } from '../client.ts';
import { demurrageTariffs as tariffs } from '../schema/index.ts';

/** What a carrier charges after free time. */
export type TariffRow = typeof tariffs.$inferSelect;

const MAX_TARIFFS = 500;

/** All tariffs, by carrier and size. */
export function listTariffs(db: Database): Promise<TariffRow[]> {
  return db.select().from(tariffs).orderBy(asc(tariffs.carrier), asc(tariffs.size));
}

/** Sets the tariff of a carrier, in any case, and size, in place of the one before. Returns why it was rejected, or null. */
export async function setTariff(db: Database, by: string, given: Omit<TariffRow, 'id'>): Promise<string | null> {
  const tariff = { ...given, carrier: given.carrier.trim().toLowerCase() };
  return db.transaction(async (tx) => {
    await tx.execute(sql`lock table demurrage_tariffs in share row exclusive mode`);
    const others = (await tx.select().from(tariffs)).filter(
      ({ carrier, size }) => carrier !== tariff.carrier || size !== tariff.size,
    );
    if (others.length >= MAX_TARIFFS) return `${MAX_TARIFFS} tariffs are the most.`;
    await tx
      .insert(tariffs)
      .values(tariff)
      .onConflictDoUpdate({ target: [tariffs.carrier, tariffs.size], set: tariff });
    await audit(tx, by, 'tariff-set', tariffText(tariff));
    await priceAnew(tx);
    return null;
  });
}

/** Removes a tariff: exceptions show no demurrage by it any more. */
export async function removeTariff(db: Database, by: string, id: string): Promise<void> {
  await db.transaction(async (tx) => {
    const [gone] = await tx.delete(tariffs).where(eq(tariffs.id, id)).returning();
    if (!gone) return;
    await audit(tx, by, 'tariff-removed', tariffText(gone));
    await priceAnew(tx);
  });
}

/** Makes the next sweep look at all open exceptions about free time. */
async function priceAnew(tx: Database): Promise<void> {
  await tx.execute(sql`
    update exception_cases set severity_until = ${now()}
    where closed_at is null and type in ('charge.lfd_near', 'charge.lfd_past')`);
}

const tariffText = ({ carrier, size, currency, tiers }: Omit<TariffRow, 'id'>) =>
  `${carrier}${size === null ? '' : ` ${size} ft`}: ${currency} ${tiersText(tiers)}`;
