import { utc } from '#lib/emulator/world/local-time.ts';
import type { Random } from '#lib/emulator/world/random.ts';

/** Texts that are sometimes empty and sometimes null, and mean the same. */
const EMPTY = new Set(['seal_number', 'house_bill_number', 'street_address2', 'zip', 'notify_party', 'memo', 'line2']);

/** Lists whose order says nothing. */
const UNORDERED = new Set(['tags', 'items', 'hs_codes', 'references', 'buyers', 'sellers', 'credit_memos']);

const OFFSET = /^\d{4}-\d\d-\d\dT[\d:.]+[+-]\d\d:\d\d$/;

function respellValue(name: string, value: unknown): unknown {
  if (typeof value === 'string' && OFFSET.test(value)) return utc(Date.parse(value));
  if (EMPTY.has(name) && (value === '' || value === null)) return value === '' ? null : '';
  const inner = Array.isArray(value) ? value.map((one) => respellValue('', one)) : value;
  if (Array.isArray(inner)) return UNORDERED.has(name) ? inner.toReversed() : inner;
  return typeof inner === 'object' && inner !== null ? respellObject(inner) : inner;
}

function respellObject(object: object): object {
  return Object.fromEntries(Object.entries(object).map(([name, value]) => [name, respellValue(name, value)]));
}

/** Writes some of the objects of an answer otherwise, without saying anything else: `share` of them, from 0 to 1. */
export function respell(answer: unknown, share: number, random: Random): unknown {
  if (typeof answer !== 'object' || answer === null || !('data' in answer)) return answer;
  const { data } = answer;
  if (Array.isArray(data))
    return { ...answer, data: data.map((one) => (random.chance(share) ? respellObject(one) : one)) };
  if (typeof data === 'object' && data !== null && 'data' in data)
    return { ...answer, data: respell(data, share, random) };
  return random.chance(share) && data ? { ...answer, data: respellObject(data) } : answer;
}
