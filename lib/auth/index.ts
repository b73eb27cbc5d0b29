import NextAuth, { type Account, type DefaultSession, type NextAuthConfig, type User } from 'next-auth';
import Credentials from 'next-auth/providers/credentials';
import { database } from '#db/client.ts';
import { env } from '#lib/env.ts';
import { Misconfigured } from '#lib/errors.ts';
import { log } from '#lib/log.ts';
import { audit } from './audit.ts';
import { checkCredentials } from './credentials.ts';
import { parseRole, type Role } from './roles.ts';
import { personOf, singleSignOn } from './single-sign-on.ts';

declare module 'next-auth' {
  interface User {
    role?: Role;
  }
  interface Session {
    user: { id: string; role: Role } & DefaultSession['user'];
  }
}

const TWELVE_HOURS = 12 * 60 * 60;

/** Read on the first request, not on import: a build has no secrets. */
function configuration(): NextAuthConfig {
  const configured = env();
  if (!configured.AUTH_SECRET) throw new Misconfigured(['AUTH_SECRET is not set: nobody can sign in without it']);
  const sso = singleSignOn(configured);
  return {
    secret: configured.AUTH_SECRET,
    trustHost: true,
    session: { strategy: 'jwt', maxAge: TWELVE_HOURS },
    pages: { signIn: '/sign-in', error: '/sign-in' },
    providers: [passwordProvider(), ...(sso ? [sso] : [])],
    logger: {
      error: (error) => log.info({ error: error.name }, 'sign-in failed'),
      warn: (code) => log.debug({ code }, 'sign-in warning'),
      debug: () => {},
    },
    events: { signIn: noteEntry },
    callbacks: { signIn: mayEnter, jwt: intoToken, session: intoSession },
  };
}

function passwordProvider() {
  return Credentials({
    credentials: { email: { type: 'email' }, password: { type: 'password' } },
    authorize: (form, request) => checkCredentials(database(), form, addressOf(request)),
  });
}

/** The last hop that a proxy of ours wrote down, else what the server saw itself. */
function addressOf(request: Request): string {
  return request.headers.get('x-forwarded-for')?.split(',').at(-1)?.trim() || 'unknown';
}

type Callbacks = Required<NonNullable<NextAuthConfig['callbacks']>>;

const mayEnter: Callbacks['signIn'] = async ({ user, account, profile }) => {
  if (account?.type !== 'oidc') return true;
  const vouched = profile?.email && profile.email_verified !== false;
  const person = vouched ? await personOf(database(), { email: profile.email, name: profile.name }) : null;
  if (!person) return false;
  Object.assign(user, person);
  return true;
};

const noteEntry = async ({ user, account }: { user: User; account?: Account | null }) => {
  const by = account?.type === 'oidc' ? 'single sign-on' : 'password';
  await audit(database(), user.email ?? 'unknown', 'signed-in', `with ${by}`);
};

const intoToken: Callbacks['jwt'] = ({ token, user }) => {
  if (!user) return token;
  return { ...token, ...(user.id && { sub: user.id }), role: user.role };
};

const intoSession: Callbacks['session'] = ({ session, token }) => ({
  ...session,
  user: { ...session.user, id: token.sub ?? '', role: parseRole(typeof token.role === 'string' ? token.role : null) },
});

export const { handlers, auth, signIn, signOut } = NextAuth(configuration);
