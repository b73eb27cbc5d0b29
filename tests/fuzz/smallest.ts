import type { Json } from './hostile.ts';

/** How often a payload is tried in a smaller form at most. */
const MAX_ATTEMPTS = 3_000;

/**
 * A payload as small as it can be made while it still fails: fields and elements are taken away, what is left is replaced by less.
 * `fails` says whether a form of it shows the same fault.
 */
export function smallest(value: Json, fails: (value: Json) => boolean): Json {
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
    for (const candidate of smallerForms(best)) {
      if (!accept(candidate)) continue;
      shrunk = true;
      break;
    }
  }
  return best;
}

/** Deeper than this a value is left as it is, or taken away as a whole. */
const MAX_DEPTH = 60;

/** Forms of a value with a part less, large parts first. */
function* smallerForms(value: Json, depth = 0): Generator<Json> {
  if (typeof value === 'string' && value.length > 8) {
    yield value.slice(0, value.length / 2);
    yield value.slice(value.length / 2);
  }
  if (typeof value !== 'object' || value === null || depth > MAX_DEPTH) return;
  if (Array.isArray(value)) {
    for (const at of value.keys()) yield value.toSpliced(at, 1);
    for (const [at, one] of value.entries())
      for (const less of smallerForms(one, depth + 1)) yield value.with(at, less);
    return;
  }
  const entries = Object.entries(value);
  for (const at of entries.keys()) yield Object.fromEntries(entries.toSpliced(at, 1));
  for (const [at, [name, one]] of entries.entries()) {
    for (const less of smallerForms(one, depth + 1)) yield Object.fromEntries(entries.with(at, [name, less]));
  }
}
