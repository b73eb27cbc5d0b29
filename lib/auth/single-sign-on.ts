import { eq } from 'drizzle-orm';
import type { User } from 'next-auth';
import type { OIDCConfig } from 'next-auth/providers';
import type { Database } from '#db/client.ts';
import { users } from '#db/schema/index.ts';
import { now } from '#lib/clock.ts';
import type { Env } from '#lib/env.ts';
import { parseRole } from './roles.ts';

type OidcProfile = { sub: string; email?: string; name?: string };

/** The OpenID Connect provider of the environment, or null when it is not set up in full. */
export function singleSignOn(env: Env): OIDCConfig<OidcProfile> | null {
  const { AUTH_OIDC_ISSUER: issuer, AUTH_OIDC_ID: clientId, AUTH_OIDC_SECRET: clientSecret } = env;
  if (!issuer || !clientId || !clientSecret) return null;
  return { id: 'oidc', name: 'Single sign-on', type: 'oidc', issuer, clientId, clientSecret };
}

type Vouched = { email?: string | null | undefined; name?: string | null | undefined };

/** The person behind an address that the issuer vouches for; somebody new may look and no more. */
export async function personOf(db: Database, profile: Vouched): Promise<User | null> {
  const email = profile.email?.toLowerCase();
  if (!email) return null;
  await db
    .insert(users)
    .values({ email, name: profile.name ?? null, role: 'viewer', createdAt: now() })
    .onConflictDoNothing();
  const [user] = await db.select().from(users).where(eq(users.email, email));
  return user ? { id: user.id, email: user.email, name: user.name, role: parseRole(user.role) } : null;
}
