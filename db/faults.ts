/** A statement that took too long, SQLSTATE 57014. It may be the doing of what it was given as well as of a busy database. */
const CANCELLED = '57014';

/** Faults of the database itself, not of the input: SQLSTATE classes 08, 40, 53, 55, 57, 58 and a closed connection. */
export function isDatabaseAway(thrown: unknown): boolean {
  const code = codeOf(thrown);
  if (code === CANCELLED) return false;
  return /^(08|40|53|55|57|58)/.test(code) || /^(CONNECTION_|CONNECT_|ECONN|EPIPE|ETIMEDOUT)/.test(code);
}

/** What the database refuses about the rows themselves: another attempt with the same rows ends the same way. */
export function isRefusedInput(thrown: unknown): boolean {
  const code = codeOf(thrown);
  return /^[0-9A-Z]{5}$/.test(code) && code !== CANCELLED && !isDatabaseAway(thrown);
}

/** The code of what the driver threw, also where Drizzle wraps it. */
function codeOf(thrown: unknown): string {
  if (!(thrown instanceof Error)) return '';
  return 'code' in thrown ? String(thrown.code) : codeOf(thrown.cause);
}
