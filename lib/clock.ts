let last = 0;
let text = '';

/** The present instant, ISO 8601 UTC with milliseconds: the one form of time inside the program. */
export function now(): string {
  const at = Date.now();
  // Many requests share a millisecond, and formatting costs more than reading the clock.
  if (at !== last) {
    last = at;
    text = new Date(at).toISOString();
  }
  return text;
}
