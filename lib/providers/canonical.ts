import { Unreadable } from '#lib/errors.ts';

type Fields = Readonly<Record<string, unknown>>;

/** Far more than in any real payload, far less than the stack allows. */
const MAX_DEPTH = 100;

function listed(items: readonly unknown[], depth: number): string {
  let text = '[';
  for (const item of items) text += `${text.length > 1 ? ',' : ''}${canonical(item, depth)}`;
  return `${text}]`;
}

function keyed(fields: Fields, depth: number): string {
  let text = '{';
  for (const key of Object.keys(fields).sort()) {
    text += `${text.length > 1 ? ',' : ''}${JSON.stringify(key)}:${canonical(fields[key], depth)}`;
  }
  return `${text}}`;
}

/**
 * Parsed JSON as text with sorted keys, so that equal values give equal text. Throws `Unreadable` for a value nested deeper than
 * a hundred levels.
 */
export function canonical(value: unknown, depth = 0): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (depth > MAX_DEPTH) throw tooDeep();
  if (Array.isArray(value)) return listed(value, depth + 1);
  return typeof value === 'object' && value !== null ? keyed(value as Fields, depth + 1) : String(value);
}

/** Throws `Unreadable` where `canonical` would, for much less work. */
export function checkDepth(value: unknown, depth = 0): void {
  if (typeof value === 'string') return;
  if (depth > MAX_DEPTH) throw tooDeep();
  if (typeof value !== 'object' || value === null) return;
  if (Array.isArray(value)) for (const item of value) checkDepth(item, depth + 1);
  else for (const key in value) checkDepth((value as Fields)[key], depth + 1);
}

const tooDeep = () => new Unreadable(`the body is nested deeper than ${MAX_DEPTH} levels`);
