import { database } from '#db/client.ts';
import { getTariff, type TariffRow } from '#db/queries/demurrage-tariffs.ts';
import { HttpError, unprocessable } from '#lib/api/http-error.ts';
import type { TariffOutcome } from '#lib/exceptions/change-tariffs.ts';

export const NO_TARIFF = 'There is no demurrage tariff with this id';

/** The tariff that was set. Throws `HttpError`: 422 if it was rejected, 404 if there is none, or if somebody removed it meanwhile. */
export async function tariffOf(outcome: TariffOutcome | null): Promise<TariffRow> {
  if (outcome && 'mistake' in outcome) throw unprocessable(outcome.mistake);
  const stored = outcome && (await getTariff(database(), outcome.id));
  if (!stored) throw new HttpError(404, NO_TARIFF);
  return stored;
}
