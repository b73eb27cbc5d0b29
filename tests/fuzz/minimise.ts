import type { Json } from './hostile.ts';

/** The maximum number of smaller variants that are tried. */
const MAX_ATTEMPTS = 3_000;

/**
 * Minimises a payload that fails: removes fields and elements, and replaces the rest by smaller values.
 * `fails` returns whether a variant has the same fault.
 */
export function minimise(value: Json, fails: (value: Json) => boolean): Json {
  let best = value;
  let attempts = 0;
  const accept = (candidate: Json) => {
    attempts += 1;
    if (attempts > MAX_ATTEMPTS || !fails(candidate)) return false;
    best = candidate;
    return true;
  };
  for (let shrunk = true; shrunk && attempts < MAX_ATTEMPTS; ) {
    shrunk = false;
    for (const candidate of smallerVariants(best)) {
      if (!accept(candidate)) continue;
      shrunk = true;
      break;
    }
  }
  return best;
}

/** Deeper values are only kept or removed as a whole. */
const MAX_DEPTH = 60;

/** Variants of a value without one part, large parts first. */
function* smallerVariants(value: Json, depth = 0): Generator<Json> {
  if (typeof value === 'string' && value.length > 8) {
    yield value.slice(0, value.length / 2);
    yield value.slice(value.length / 2);
  }
  if (typeof value !== 'object' || value === null || depth > MAX_DEPTH) return;
  if (Array.isArray(value)) {
    for (const at of value.keys()) yield value.toSpliced(at, 1);
    for (const [at, one] of value.entries())
      for (const less of smallerVariants(one, depth + 1)) yield value.with(at, less);
    return;
  }
  const entries = Object.entries(value);
  for (const at of entries.keys()) yield Object.fromEntries(entries.toSpliced(at, 1));
  for (const [at, [name, one]] of entries.entries()) {
    for (const less of smallerVariants(one, depth + 1)) yield Object.fromEntries(entries.with(at, [name, less]));
  }
}
