import NextAuth, {
  type Account,
  CredentialsSignin,
  type DefaultSession,
  type NextAuthConfig,
  type User,
} from 'next-auth';
import Credentials from 'next-auth/providers/credentials';
import { audit } from '#db/audit.ts';
import { database } from '#db/client.ts';
import { env, publishAppUrl } from '#lib/env.ts';
import { Misconfigured, messageOf } from '#lib/errors.ts';
import { log } from '#lib/log.ts';
import { addressPrefix } from '#lib/net/client-address.ts';
import { checkCredentials } from './credentials.ts';
import { verifyIdToken } from './id-token.ts';
import { type SignOn, userOfProfile } from './identities.ts';
import { isSecure, rememberDevice, requestAddress, requestClient, requestUserAgent } from './request-client.ts';
import { mustSetUp } from './second-factor-policy.ts';
import { endSession, openSession, SESSION_HOURS } from './sessions.ts';
import { answerChallenge } from './sign-in-challenge.ts';
import type { SignInCheck } from './sign-in-check.ts';
import { logSignInFailure } from './sign-in-log.ts';
import { type OidcProfile, signOnRules, singleSignOn } from './single-sign-on.ts';

declare module 'next-auth' {
  interface Session {
    /** The id of a row of `sessions`, which must exist. */
    sessionId: string;
    user: { id: string } & DefaultSession['user'];
  }
}

/** Read on the first request, not on import: a build has no secrets. */
function configuration(): NextAuthConfig {
  const configured = env();
  if (!configured.AUTH_SECRET) throw new Misconfigured(['AUTH_SECRET is not set; sign-in needs it']);
  publishAppUrl();
  const sso = singleSignOn(configured);
  return {
    secret: configured.AUTH_SECRET,
    trustHost: true,
    session: { strategy: 'jwt', maxAge: SESSION_HOURS * 3_600 },
    ...(isSecure() && { useSecureCookies: true, cookies: { sessionToken: { name: '__Host-fairlead-session' } } }),
    pages: { signIn: '/sign-in', error: '/sign-in' },
    providers: [passwordProvider(), ...(sso ? [sso] : [])],
    logger: {
      error: (error) => log.info({ error: error.name }, 'sign-in failed'),
      warn: (code) => log.debug({ code }, 'sign-in warning'),
      debug: () => {},
    },
    events: { signIn: noteEntry, signOut: endOwnSession },
    callbacks: { signIn: mayEnter, jwt: intoToken, session: intoSession },
  };
}

function passwordProvider() {
  return Credentials({
    credentials: { email: { type: 'email' }, password: { type: 'password' }, challenge: {}, code: {} },
    authorize: async (form) => {
      const checked = await checkSignIn(form);
      if ('user' in checked) return checked.user;
      throw 'challenge' in checked ? new CodeNeeded(checked.challenge) : new SignInRefused(checked.refused);
    },
  });
}

/** The first step has an address and a password, the second the challenge of the first and a code. */
async function checkSignIn({ challenge, code, ...form }: Record<string, unknown>): Promise<SignInCheck> {
  if (typeof challenge !== 'string' || typeof code !== 'string')
    return checkCredentials(database(), form, await requestClient());
  const from = { address: await requestAddress(), authSecret: env().AUTH_SECRET ?? '' };
  return answerChallenge(database(), { challenge, code: code.slice(0, 100) }, from);
}

/** The sign-in page reads `code`. */
class SignInRefused extends CredentialsSignin {
  constructor(code: string) {
    super();
    this.code = code;
  }
}

/** The password was right, and a code is needed. Only the server action of the sign-in page can read `challenge`. */
export class CodeNeeded extends SignInRefused {
  readonly challenge: string;

  constructor(challenge: string) {
    super('code_needed');
    this.challenge = challenge;
  }
}

type Callbacks = Required<NonNullable<NextAuthConfig['callbacks']>>;

const mayEnter: Callbacks['signIn'] = async ({ user, account, profile }) => {
  if (account?.type !== 'oidc') return true;
  const found = await personOfToken(account.id_token);
  if ('user' in found) {
    Object.assign(user, found.user);
    return true;
  }
  await logSignInFailure(database(), {
    account: profile?.email ?? 'unknown',
    address: await requestAddress(),
    reason: `single sign-on: ${found.refused}`,
  });
  return false;
};

async function personOfToken(token: string | undefined): Promise<SignOn> {
  const { AUTH_OIDC_ISSUER: issuer = '', AUTH_OIDC_ID: clientId = '' } = env();
  let profile: OidcProfile;
  try {
    profile = await verifyIdToken(issuer, clientId, token ?? '');
  } catch (thrown) {
    return { refused: `the ID token is not good: ${messageOf(thrown)}` };
  }
  return userOfProfile(database(), profile, signOnRules(env()));
}

const noteEntry = async ({ user, account }: { user: User; account?: Account | null }) => {
  const email = user.email ?? 'unknown';
  const by = account?.type === 'oidc' ? 'single sign-on' : 'password';
  await rememberDevice(email);
  await audit(database(), email, 'signed-in', `with ${by} from ${await requestAddress()}`);
};

/** Ends the session, so that a copy of the cookie is useless. */
const endOwnSession: NonNullable<NonNullable<NextAuthConfig['events']>['signOut']> = async (message) => {
  const token = 'token' in message ? message.token : null;
  if (token?.sub && typeof token.sessionId === 'string') await endSession(database(), token.sub, token.sessionId);
};

/** The cookie holds only the id of the session: user and role are in the database. */
const intoToken: Callbacks['jwt'] = async ({ token, user, account }) => {
  if (!user?.id) return token;
  const network = addressPrefix(await requestAddress());
  // The issuer of single sign-on has a second factor of its own.
  const awaitsSecondFactor = account?.type === 'credentials' && (await mustSetUp(database(), user.id));
  const from = { network, userAgent: await requestUserAgent(), awaitsSecondFactor };
  const sessionId = await openSession(database(), user.id, from);
  return { sub: user.id, sessionId };
};

const intoSession: Callbacks['session'] = ({ session, token }) => ({
  ...session,
  sessionId: typeof token.sessionId === 'string' ? token.sessionId : '',
  user: { id: token.sub ?? '' },
});

export const { handlers, auth, signIn, signOut } = NextAuth(configuration);
