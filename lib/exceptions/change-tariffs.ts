import { audit } from '#db/audit.ts';
import type { Sql, Transaction } from '#db/client.ts';
import { holdProjections } from '#db/projection-lock.ts';
import { readAll, type StoredRow, upsertRows } from '#db/rows.ts';
import { now } from '#lib/clock.ts';
import { AS_WRITTEN } from '#lib/model/as-written.ts';
import { type Changes, withChanges } from '#lib/model/changes.ts';
import type { Mistake } from '#lib/model/mistake.ts';
import type { Tariff, TariffScope } from '#lib/model/tariff.ts';
import { mistakeIn } from '#lib/model/tariff-schema.ts';
import { tariffText } from '#lib/model/tariff-text.ts';

type TariffRow = StoredRow<'demurrageTariffs'>;

/** The id of the tariff, or why it was rejected. */
export type TariffOutcome = { id: string } | { mistake: Mistake };

/** Each batch of events reads all of them. */
const MAX_TARIFFS = 500;

/** Sets a tariff, in place of one with the same scope. */
export async function setTariff(sql: Sql, by: string, tariff: Tariff, { t } = AS_WRITTEN): Promise<TariffOutcome> {
  return sql.begin(async (tx) => {
    const stored = await lockTariffs(tx);
    const same = stored.find((one) => scopeOf(one) === scopeOf(tariff));
    if (!same && stored.length >= MAX_TARIFFS)
      return { mistake: { field: null, message: t('{n} tariffs are the most.', { n: MAX_TARIFFS }) } };
    return write(tx, by, { ...tariff, id: same?.id ?? crypto.randomUUID() });
  });
}

/** Changes some fields of a tariff; null if there is none with this id. */
export async function changeTariff(
  sql: Sql,
  by: string,
  id: string,
  changes: Changes<Tariff>,
): Promise<TariffOutcome | null> {
  return sql.begin(async (tx) => {
    const stored = await lockTariffs(tx);
    const before = stored.find((one) => one.id === id);
    if (!before) return null;
    const after = { ...withChanges<Tariff>(before, changes), id };
    const mistake = mistakeIn(after);
    if (mistake) return { mistake };
    if (stored.some((one) => one.id !== id && scopeOf(one) === scopeOf(after)))
      return { mistake: { field: null, message: 'There is another tariff for the same containers.' } };
    return write(tx, by, after);
  });
}

/** Removes a tariff: exceptions show no amount by it any more. Returns whether there was one. */
export async function removeTariff(sql: Sql, by: string, id: string): Promise<boolean> {
  return sql.begin(async (tx) => {
    const gone = (await lockTariffs(tx)).find((one) => one.id === id);
    if (!gone) return false;
    await tx`delete from demurrage_tariffs where id = ${id}`;
    await audit(tx, by, 'tariff-removed', tariffText(gone));
    await deriveAgain(tx);
    return true;
  });
}

/** Waits for the batches that are being applied with the previous tariffs. */
async function lockTariffs(tx: Transaction): Promise<TariffRow[]> {
  await holdProjections(tx);
  return readAll(tx, 'demurrageTariffs', 'order by id');
}

async function write(tx: Transaction, by: string, row: TariffRow): Promise<TariffOutcome> {
  await upsertRows(tx, 'demurrageTariffs', [row]);
  await audit(tx, by, 'tariff-set', tariffText(row));
  await deriveAgain(tx);
  return { id: row.id };
}

/** Makes the next sweep price all open charges, and `recalculateReturns` derive when empty containers are due back. */
async function deriveAgain(tx: Transaction): Promise<void> {
  await tx`update exception_cases set severity_until = ${now()} where closed_at is null and type like 'charge.%'`;
  await tx`
    insert into tariff_settings (after_shipment, recalculated) values (null, false)
    on conflict (single) do update set after_shipment = null, recalculated = false`;
}

function scopeOf({ carrier, charge, port, terminal, containerType, size, validFrom }: TariffScope): string {
  return JSON.stringify([carrier, charge, port, terminal, containerType, size, validFrom]);
}
