/** Faults of the database itself, not of the input: SQLSTATE classes 08, 40, 53, 55, 57, 58 and a closed connection. */
export function isDatabaseAway(thrown: unknown): boolean {
  const code = codeOf(thrown);
  return /^(08|40|53|55|57|58)/.test(code) || /^(CONNECTION_|CONNECT_|ECONN|EPIPE|ETIMEDOUT)/.test(code);
}

/** What the database refuses about the rows themselves: another attempt with the same rows ends the same way. */
export function isRefusedInput(thrown: unknown): boolean {
  return /^[0-9A-Z]{5}$/.test(codeOf(thrown)) && !isDatabaseAway(thrown);
}

/** The code of what the driver threw, also where Drizzle wraps it. */
function codeOf(thrown: unknown): string {
  if (!(thrown instanceof Error)) return '';
  return 'code' in thrown ? String(thrown.code) : codeOf(thrown.cause);
}
