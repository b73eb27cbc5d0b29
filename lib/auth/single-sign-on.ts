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

/** The OpenID Connect provider of the environment, or null when it is not set up in full. */
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

/** Whom the operator lets in through single sign-on. */
export type SignOnRules = {
  /** Addresses of this issuer count as verified though it does not say so. */
  trustEmail: boolean;
  /** A verified address may open the account with a password that has it; never that of an admin. */
  linkAccounts: boolean;
  /** Strangers with an address in one of these domains may come in as viewers. */
  domains: readonly string[];
  /** And those whom the issuer counts among one of these groups. */
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
