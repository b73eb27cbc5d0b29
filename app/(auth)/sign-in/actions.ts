'use server';
import { redirect } from 'next/navigation';
import { AuthError } from 'next-auth';
import { TOO_MANY_ATTEMPTS } from '#lib/auth/change-password.ts';
import { signIn } from '#lib/auth/index.ts';
import { safeNext } from '#lib/auth/next-path.ts';

/** The messages of the sign-in form after a failed attempt. */
export type SignInState = { problem: string | null; email: string };

const PROBLEMS: Record<string, string> = {
  too_many_attempts: TOO_MANY_ATTEMPTS,
  credentials: 'E-mail address or password is wrong.',
  other: 'Sign-in is not available. Try again in a moment, or ask your administrator.',
};

/** Signs in with a password and redirects to `next`. An unknown address gets the same answer as a wrong password. */
export async function signInWithPassword(_before: SignInState, form: FormData): Promise<SignInState> {
  const email = String(form.get('email') ?? '').slice(0, 320);
  try {
    await signIn('credentials', { email, password: String(form.get('password') ?? ''), redirect: false });
  } catch (thrown) {
    if (!(thrown instanceof AuthError)) throw thrown;
    return { problem: PROBLEMS[reasonOf(thrown)] ?? null, email };
  }
  redirect(safeNext(String(form.get('next') ?? '')));
}

function reasonOf(thrown: AuthError): string {
  if (thrown.type !== 'CredentialsSignin') return 'other';
  return 'code' in thrown && thrown.code === 'too_many_attempts' ? 'too_many_attempts' : 'credentials';
}

/** Starts single sign-on. */
export async function signInWithOidc(form: FormData): Promise<void> {
  await signIn('oidc', { redirectTo: safeNext(String(form.get('next') ?? '')) });
}
