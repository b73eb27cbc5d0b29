import type { Moment } from '#lib/model/time.ts';
import { windowEndKey } from '#lib/model/time-window.ts';

export type Json = string | number | boolean | null | Json[] | { [key: string]: Json | undefined };

/**
 * Whether two values are one claim. Moments are if they are the same instant, or begin and end at the same ones: a time is often
 * written once in the zone of the place and once in UTC. A time without an offset is another claim than the same time in UTC, since its instant depends on the
 * place.
 */
export function isSame(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (a === undefined || b === undefined) return (a ?? null) === (b ?? null);
  if (a === null || b === null || typeof a !== 'object' || typeof b !== 'object') return false;
  if (Array.isArray(a) || Array.isArray(b)) return JSON.stringify(a) === JSON.stringify(b);
  return areSameObjects(a as Readonly<Record<string, unknown>>, b as Readonly<Record<string, unknown>>);
}

function areSameObjects(a: Readonly<Record<string, unknown>>, b: Readonly<Record<string, unknown>>): boolean {
  if (isMoment(a) && isMoment(b)) return momentKey(a) === momentKey(b);
  const keys = Object.keys(a);
  if (keys.length !== Object.keys(b).length) return false;
  return keys.every((key) => Object.hasOwn(b, key) && isSame(a[key], b[key]));
}

/** A key that is equal for two values exactly if they are one claim. */
export function valueKey(value: Json): string {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return JSON.stringify(value);
  if (isMoment(value)) return momentKey(value);
  const parts = Object.keys(value)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${valueKey(value[key] ?? null)}`);
  return `{${parts.join()}}`;
}

function momentKey(moment: { at?: unknown; text?: unknown; precision?: unknown; offset?: unknown }): string {
  const end = typeof moment.text === 'string' ? windowEndKey(moment as Moment) : null;
  return `${isLocal(moment) ? 'local' : 'at'} ${String(moment.at)}${end === null ? '' : `/${end}`}`;
}

type JsonObject = { [key: string]: Json | undefined };

function isMoment(value: object): boolean {
  return Object.hasOwn(value, 'precision');
}

function isLocal({ precision, offset }: { precision?: unknown; offset?: unknown }): boolean {
  return precision === 'time' && offset === null;
}

/** A value with sorted keys, so that equal values have equal text. Its keys may come from outside, so it has no prototype. */
export function inOrder(value: Json): Json {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return value;
  const ordered: JsonObject = Object.create(null);
  for (const key of Object.keys(value).sort()) if (value[key] !== undefined) ordered[key] = inOrder(value[key]);
  return ordered;
}
