import { z } from 'zod';
import { parseDecimal } from '#lib/model/money.ts';
import { isObject, objectsOf } from './read.ts';
import { list, part, text } from './tolerant.ts';

/* What the provider's objects are made of. Nothing here fails: what has not the expected form counts as not stated. */

/** A link to an object, or the object itself when it was expanded. */
export const ref = part(z.object({ id: text }));
/** One link or several: the revisions differ. */
export const refs = z
  .unknown()
  .optional()
  .transform((value) => (isObject(value) && value.id !== undefined ? [value] : objectsOf(value)))
  .pipe(z.array(z.object({ id: text })));
export const address = z.object({ city: text, country: text, country_code: text, unlocode: text, timezone: text });
export const place = z.object({ name: text, address: part(address), details: list(z.object({ port_code: text })) });

const CURRENCY = /^[A-Z]{3}$/;

/** Money, also when it is wrapped in `{ value | amount: … }` once more, as some revisions write rates. */
export const money = z
  .unknown()
  .optional()
  .transform((given) => {
    const inner = isObject(given) && isObject(given.amount) ? given.amount : given;
    if (!isObject(inner)) return undefined;
    const amount = parseDecimal(inner.amount ?? inner.value);
    const { currency_code: code } = inner;
    if (amount === null) return undefined;
    return { amount, currency: typeof code === 'string' && CURRENCY.test(code) ? code : null };
  });

/** A number that may come bare, as text, or as a quantity. */
export const number = z
  .unknown()
  .optional()
  .transform((given) => parseDecimal(isObject(given) ? (given.value ?? given.amount) : given) ?? undefined);

/** A count that the database holds; anything else states none. */
export const count = number.transform((given) => {
  const value = Number(given ?? Number.NaN);
  return Number.isInteger(value) && Math.abs(value) < 2 ** 31 ? value : undefined;
});

export const flag = z
  .unknown()
  .optional()
  .transform((given) => (typeof given === 'boolean' ? given : undefined));

/** Texts in a list; a bare text is a list of one. */
export const texts = z
  .unknown()
  .optional()
  .transform((given) => (Array.isArray(given) ? given : [given]))
  .pipe(z.array(text))
  .transform((all) => all.filter((one) => one !== undefined));

export const company = part(z.object({ id: text, name: text }));
export const quantity = part(z.object({ value: number, unit: text }));
export const product = part(z.object({ id: text, name: text, sku: text, country_of_origin: text }));

/** Goods on a shipment or in a container. */
export const item = z.object({
  purchase_order_number: text,
  total_units: count,
  total_weight: quantity,
  total_volume: quantity,
  product,
});
export type ShipmentItem = z.infer<typeof item>;
