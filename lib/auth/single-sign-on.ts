import type { OIDCConfig } from 'next-auth/providers';
import type { Env } from '#lib/env.ts';

export type OidcProfile = {
  iss: string;
  sub: string;
  email?: string;
  email_verified?: boolean;
  name?: string;
  [claim: string]: unknown;
};

/** The OpenID Connect provider of the environment, or null if its settings are incomplete. */
export function singleSignOn(env: Env): OIDCConfig<OidcProfile> | null {
  const { AUTH_OIDC_ISSUER: issuer, AUTH_OIDC_ID: clientId, AUTH_OIDC_SECRET: clientSecret } = env;
  if (!issuer || !clientId || !clientSecret) return null;
  return {
    id: 'oidc',
    name: 'Single sign-on',
    type: 'oidc',
    issuer,
    clientId,
    clientSecret,
    checks: ['pkce', 'state', 'nonce'],
  };
}

/** Who may sign in through single sign-on. */
export type SignOnRules = {
  /** Addresses of this issuer count as verified without `email_verified`. */
  trustEmail: boolean;
  /** A verified address signs in to the password account that has it, except an admin's. */
  linkAccounts: boolean;
  /** Unknown users with an address in one of these domains are added as viewers. */
  domains: readonly string[];
  /** And members of these groups of the issuer. */
  groups: readonly string[];
  groupsClaim: string;
};

const listOf = (text: string | undefined) =>
  (text ?? '')
    .split(',')
    .map((one) => one.trim())
    .filter(Boolean);

/** The rules of the environment. */
export function signOnRules(env: Env): SignOnRules {
  return {
    trustEmail: env.AUTH_OIDC_TRUST_EMAIL,
    linkAccounts: env.AUTH_OIDC_LINK_ACCOUNTS,
    domains: listOf(env.AUTH_OIDC_ALLOWED_DOMAINS).map((domain) => domain.toLowerCase().replace(/^@/, '')),
    groups: listOf(env.AUTH_OIDC_ALLOWED_GROUPS),
    groupsClaim: env.AUTH_OIDC_GROUPS_CLAIM,
  };
}
