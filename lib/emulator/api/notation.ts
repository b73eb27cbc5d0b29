import { utc } from '#lib/emulator/world/local-time.ts';
import type { Random } from '#lib/emulator/world/random.ts';

/** Texts for which empty and null are equivalent. */
const EMPTY = new Set(['seal_number', 'house_bill_number', 'street_address2', 'zip', 'notify_party', 'memo', 'line2']);

/** Lists whose order has no meaning. */
const UNORDERED = new Set(['tags', 'items', 'hs_codes', 'references', 'buyers', 'sellers', 'credit_memos']);

const OFFSET = /^\d{4}-\d\d-\d\dT[\d:.]+[+-]\d\d:\d\d$/;

function renotateValue(name: string, value: unknown): unknown {
  if (typeof value === 'string' && OFFSET.test(value)) return utc(Date.parse(value));
  if (EMPTY.has(name) && (value === '' || value === null)) return value === '' ? null : '';
  const inner = Array.isArray(value) ? value.map((one) => renotateValue('', one)) : value;
  if (Array.isArray(inner)) return UNORDERED.has(name) ? inner.toReversed() : inner;
  return typeof inner === 'object' && inner !== null ? renotateObject(inner) : inner;
}

function renotateObject(object: object): object {
  return Object.fromEntries(Object.entries(object).map(([name, value]) => [name, renotateValue(name, value)]));
}

/** Writes a `share` (from 0 to 1) of the objects of a response in another notation with the same content. */
export function renotate(answer: unknown, share: number, random: Random): unknown {
  if (typeof answer !== 'object' || answer === null || !('data' in answer)) return answer;
  const { data } = answer;
  if (Array.isArray(data))
    return { ...answer, data: data.map((one) => (random.chance(share) ? renotateObject(one) : one)) };
  if (typeof data === 'object' && data !== null && 'data' in data)
    return { ...answer, data: renotate(data, share, random) };
  return random.chance(share) && data ? { ...answer, data: renotateObject(data) } : answer;
}
