import type { Random } from '#lib/emulator/world/random.ts';
import { NO_DATES, otherTime } from './times.ts';
import { cutEmoji, dusty, invisiblyOther, otherCurrency, otherNumber } from './values.ts';

/** Fields that contain a time or a day, or null. */
const TIMES = /(_date|_at|Date|At|Arrival|Departure|timestamp)$/;

const AMOUNTS = new Set([
  'amount',
  'amountOwed',
  'amountPaid',
  'totalAmount',
  'invoiceOpenBalance',
  'totalCost',
  'totalRevenue',
]);
const CURRENCIES = new Set(['currency_code', 'currency']);
const CODES = new Set(['unlocode', 'port_code', 'country_code', 'scac', 'scac_code', 'container_number']);
const NUMBERS = new Set([
  'po_number',
  'purchase_order_number',
  'master_bill_number',
  'house_bill_number',
  'carrier_booking_number',
]);
const NAMES = new Set(['carrier_name', 'vessel_name', 'manufacturer_name', 'file_name', 'fileName']);
const FREE_TEXTS = new Set(['memo', 'special_instructions', 'notes']);

/** Another notation of a field's value; undefined if there is none. */
function otherValue(name: string, value: unknown, random: Random): unknown {
  if (value === null) return TIMES.test(name) ? random.pick(NO_DATES) : undefined;
  if (AMOUNTS.has(name)) return otherAmount(value);
  if (typeof value !== 'string' || value === '') return undefined;
  if (TIMES.test(name)) return otherTime(value, random) ?? undefined;
  if (CURRENCIES.has(name)) return otherCurrency(value, random);
  if (CODES.has(name)) return random.pick([value.toLowerCase(), `${value} `]);
  if (NUMBERS.has(name)) return otherNumber(value, random);
  if (NAMES.has(name)) return invisiblyOther(value, random);
  return FREE_TEXTS.has(name) ? cutEmoji(value) : undefined;
}

/** Text stays text and numbers stay numbers. */
function otherAmount(value: unknown): unknown {
  if (typeof value === 'number') return dusty(value);
  const amount = typeof value === 'string' && value !== '' ? Number(value) : Number.NaN;
  return Number.isFinite(amount) ? String(dusty(amount)) : undefined;
}

/**
 * JSON of a provider in unusual notation: a `share` of its values, from 0 to 1, is written as other systems would write it. The
 * content is the same, except for free text that ends in half an emoji. The JSON given is not changed.
 */
export function accented(json: unknown, share: number, random: Random, name = ''): unknown {
  if (Array.isArray(json)) return json.map((one) => accented(one, share, random, name));
  if (typeof json === 'object' && json !== null)
    return Object.fromEntries(Object.entries(json).map(([key, value]) => [key, accented(value, share, random, key)]));
  if (!random.chance(share)) return json;
  const other = otherValue(name, json, random);
  return other === undefined ? json : other;
}
