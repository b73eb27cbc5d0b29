/** SQLSTATE 57014, a cancelled statement. The cause may be its input or a busy database. */
const CANCELLED = '57014';

/** Errors of the database itself, not of the input: SQLSTATE classes 08, 40, 53, 55, 57, 58, and closed connections. */
export function isDatabaseAway(thrown: unknown): boolean {
  const code = codeOf(thrown);
  if (isCancelled(thrown)) return false;
  return /^(08|40|53|55|57|58)/.test(code) || /^(CONNECTION_|CONNECT_|ECONN|EPIPE|ETIMEDOUT)/.test(code);
}

/** SQLSTATE 40001 and 40P01: two transactions were in each other's way, and the same one may succeed when it is run again. */
export function isConflict(thrown: unknown): boolean {
  return /^40(001|P01)$/.test(codeOf(thrown));
}

/** A statement was cancelled, such as one that took longer than its limit. */
export function isCancelled(thrown: unknown): boolean {
  return codeOf(thrown) === CANCELLED;
}

/** Errors about the rows: another attempt with the same rows would fail too. */
export function isRefusedInput(thrown: unknown): boolean {
  const code = codeOf(thrown);
  return /^[0-9A-Z]{5}$/.test(code) && !isCancelled(thrown) && !isDatabaseAway(thrown);
}

/** The error code of the driver, also if Drizzle wraps the error. */
function codeOf(thrown: unknown): string {
  if (!(thrown instanceof Error)) return '';
  return 'code' in thrown ? String(thrown.code) : codeOf(thrown.cause);
}
