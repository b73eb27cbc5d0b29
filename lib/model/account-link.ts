import { hash, randomBytes } from 'node:crypto';

/** invitation: of a new user. reset: of a forgotten password. */
export type AccountLinkKind = 'invitation' | 'reset';

/** used: the password was set. revoked: an admin ended it, or the account changed. replaced: a newer link was made. */
export type AccountLinkEnd = 'used' | 'revoked' | 'replaced';

/** The e-mails about accounts. `reset_requested` is stored for every address that is typed, whether or not it has an account. */
export type AccountMailKind =
  | 'invitation'
  | 'reset'
  | 'reset_requested'
  | 'password_changed'
  | 'second_factor_on'
  | 'second_factor_off'
  | 'second_factor_reset';

const HOUR_MS = 3_600_000;

/** How long the links can be used. */
export const INVITATION_DAYS = 7;
export const RESET_HOURS = 1;

const LIFETIME_MS: Record<AccountLinkKind, number> = {
  invitation: INVITATION_DAYS * 24 * HOUR_MS,
  reset: RESET_HOURS * HOUR_MS,
};

/** A random token of 256 bits for an address, and the hash that is stored of it. */
export function newToken(): { token: string; hash: string } {
  const token = randomBytes(32).toString('base64url');
  return { token, hash: tokenHash(token) };
}

/** The stored form of a token: SHA-256, hexadecimal. The token is random, so no slow hash is needed. */
export function tokenHash(token: string): string {
  return hash('sha256', token);
}

/** When a link that is issued at a time (ISO 8601) expires. */
export function linkExpiry(kind: AccountLinkKind, issuedAt: string): string {
  return new Date(Date.parse(issuedAt) + LIFETIME_MS[kind]).toISOString();
}

/** The path of the page of a link. */
export function linkPath(kind: AccountLinkKind, token: string): string {
  return `/${kind === 'invitation' ? 'invitation' : 'reset-password'}/${token}`;
}
