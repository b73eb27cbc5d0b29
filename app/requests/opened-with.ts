import { z } from 'zod';
import { valuesOf } from '#components/requests/fields.ts';
import { database } from '#db/client.ts';
import { bookingOf } from '#db/queries/bookings.ts';
import { getRequest } from '#db/queries/requests.ts';
import type { RequestKind } from '#lib/model/request.ts';
import { currentValues } from './check-amendment.ts';

/** The values that a form begins with. `was`: of an amendment, the values of the booking as JSON; null if it is not stored here. */
export type Opened = { values: Record<string, string>; was: string | null };

const BEGINNINGS: Partial<Record<RequestKind, Record<string, string>>> = {
  booking: { mode: 'ocean', pickup: 'yes', packing: 'carton' },
};

/**
 * Fills a form: with what its address gives, and an amendment with what the booking is now. `from` in the address is the id of a request
 * that is submitted again.
 */
export async function openedWith(
  kind: RequestKind,
  providers: readonly string[],
  given: Record<string, string>,
): Promise<Opened> {
  const { was: _, from, ...rest } = given;
  const stated = { ...(await submittedBefore(kind, from)), ...rest };
  const provider = providers.find((one) => one === stated.provider) ?? providers[0];
  const values = { ...BEGINNINGS[kind], ...stated, ...(provider && { provider }) };
  const booking = kind === 'amendment' && provider ? await bookingOf(database(), provider, stated.booking ?? '') : null;
  if (!booking) return { values, was: null };
  const { containers, ...current } = await currentValues(booking);
  const texts = Object.entries(current).flatMap(([field, value]) => (value ? [[field, value]] : []));
  const counts = Object.entries(containers ?? {}).map(([size, count]) => [`containers.${size}`, String(count)]);
  return {
    values: { ...Object.fromEntries([...texts, ...counts]), ...values },
    was: JSON.stringify({ ...current, containers }),
  };
}

/** What a request of this kind stated, and its provider; nothing if there is none with this id. */
async function submittedBefore(kind: RequestKind, id: string | undefined): Promise<Record<string, string>> {
  if (!z.uuid().safeParse(id).success) return {};
  const request = await getRequest(database(), id ?? '');
  return request?.kind === kind ? { ...valuesOf(kind, request.input), provider: request.provider } : {};
}
