import { HttpError } from '#lib/api/http-error.ts';
import { includesRole, type Role } from '#lib/auth/roles.ts';

/** Throws `HttpError` 403 for any other role. */
export function expectHoldAdmin(role: Role): void {
  if (!includesRole(role, 'admin')) throw new HttpError(403, 'Only admins place and lift legal holds');
}
