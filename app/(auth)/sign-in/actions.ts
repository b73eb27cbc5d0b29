'use server';
import { redirect } from 'next/navigation';
import { AuthError } from 'next-auth';
import { database } from '#db/client.ts';
import { TOO_MANY_ATTEMPTS } from '#lib/auth/attempts.ts';
import { CodeNeeded, signIn } from '#lib/auth/index.ts';
import { safeNext } from '#lib/auth/next-path.ts';
import { userOfChallenge } from '#lib/auth/sign-in-challenge.ts';
import { firstPage } from './first-page.ts';

/** The sign-in form after an attempt: why it failed, and the challenge while a code is awaited. */
export type SignInState = { problem: string | null; email: string; challenge: string | null };

const PROBLEMS: Record<string, string> = {
  too_many_attempts: TOO_MANY_ATTEMPTS,
  credentials: 'E-mail address or password is wrong.',
  wrong_code: 'This code is wrong or was used already.',
  too_many_codes: TOO_MANY_ATTEMPTS,
  challenge_over: 'The sign-in took too long. Enter your password again.',
  other: 'Sign-in is not available. Try again in a moment, or ask your administrator.',
};

/** After these the code can be entered again. */
const OF_CODE = new Set(['wrong_code', 'too_many_codes']);

/**
 * Signs in with a password, and in a second step with a code if the user has a second factor; then redirects to `next`. An unknown address
 * gets the same answer as a wrong password.
 */
export async function signInWithPassword(_before: SignInState, form: FormData): Promise<SignInState> {
  const text = (name: string) => String(form.get(name) ?? '');
  const email = text('email').slice(0, 320);
  const challenge = form.has('challenge') ? text('challenge').slice(0, 100) : null;
  const given = challenge === null ? { email, password: text('password') } : { challenge, code: text('code') };
  // A sign-in ends its challenge.
  const challenged = challenge === null ? null : await userOfChallenge(database(), challenge);
  try {
    await signIn('credentials', { ...given, redirect: false });
  } catch (thrown) {
    if (!(thrown instanceof AuthError)) throw thrown;
    if (thrown instanceof CodeNeeded) return { problem: null, email, challenge: thrown.challenge };
    const reason = reasonOf(thrown);
    return { problem: PROBLEMS[reason] ?? null, email, challenge: OF_CODE.has(reason) ? challenge : null };
  }
  redirect(await firstPage(safeNext(text('next')), challenged ?? { email }));
}

function reasonOf(thrown: AuthError): string {
  if (thrown.type !== 'CredentialsSignin') return 'other';
  const code = 'code' in thrown ? String(thrown.code) : '';
  return code in PROBLEMS ? code : 'credentials';
}

/** Starts single sign-on. */
export async function signInWithOidc(form: FormData): Promise<void> {
  await signIn('oidc', { redirectTo: safeNext(String(form.get('next') ?? '')) });
}
