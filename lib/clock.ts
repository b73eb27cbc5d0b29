/** The present instant, ISO 8601 UTC with milliseconds: the one form of time inside the program. */
export function now(): string {
  return new Date().toISOString();
}
