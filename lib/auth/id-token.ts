import { createRemoteJWKSet, customFetch, type JWTVerifyGetKey, jwtVerify } from 'jose';
import { z } from 'zod';
import type { OidcProfile } from './single-sign-on.ts';

/** Algorithms with public keys only: a shared secret does not prove which side signed. */
const ALGORITHMS = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA'];

/** Seconds that the issuer's clock may differ from ours. */
const CLOCK_TOLERANCE = 60;
const TIMEOUT_MS = 5_000;

const discoverySchema = z.object({ issuer: z.string(), jwks_uri: z.url() });

const keys = new Map<string, Promise<JWTVerifyGetKey>>();

/**
 * The claims of an ID token, after its signature was checked with the issuer's published keys. The sign-in library does not check
 * it, because the token came straight from the issuer; ASVS 5.0 (6.8.2) requires it. Throws if the token is not from the issuer,
 * not for this client, or expired.
 */
export async function verifyIdToken(issuer: string, clientId: string, token: string): Promise<OidcProfile> {
  const { payload } = await jwtVerify(token, await keysOf(issuer), {
    issuer,
    audience: clientId,
    algorithms: ALGORITHMS,
    clockTolerance: CLOCK_TOLERANCE,
    requiredClaims: ['sub', 'exp', 'iat'],
  });
  return payload as OidcProfile;
}

/** The issuer's key address, looked up once; the keys are fetched again when a token names an unknown one. */
function keysOf(issuer: string): Promise<JWTVerifyGetKey> {
  const known = keys.get(issuer);
  if (known) return known;
  const found = discover(issuer);
  keys.set(issuer, found);
  found.catch(() => keys.delete(issuer));
  return found;
}

async function discover(issuer: string): Promise<JWTVerifyGetKey> {
  const url = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
  const answer = await fetchDirectly(url, { signal: AbortSignal.timeout(TIMEOUT_MS) });
  const { issuer: stated, jwks_uri } = discoverySchema.parse(await answer.json());
  if (stated !== issuer) throw new Error('the issuer in the discovery document differs from the configured one');
  return createRemoteJWKSet(new URL(jwks_uri), { timeoutDuration: TIMEOUT_MS, [customFetch]: fetchDirectly });
}

/** Redirects of the issuer are not followed. */
function fetchDirectly(url: string, options: RequestInit): Promise<Response> {
  return fetch(url, { ...options, redirect: 'error' });
}
