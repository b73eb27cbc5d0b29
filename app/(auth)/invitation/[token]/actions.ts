'use server';
import { redirect } from 'next/navigation';
import { AuthError } from 'next-auth';
import { setPasswordByForm } from '#app/set-password.ts';
import { signIn } from '#lib/auth/index.ts';
import { HOME } from '#lib/auth/next-path.ts';

/** Accepts an invitation: creates the user with the chosen password and signs in. The link is the permission. */
export async function acceptInvitation(_before: unknown, form: FormData): Promise<{ problem: string | null }> {
  const set = await setPasswordByForm('invitation', form);
  if ('problem' in set) {
    if (set.isOver) redirect(`/invitation/${encodeURIComponent(String(form.get('token')))}`);
    return { problem: set.problem };
  }
  try {
    await signIn('credentials', { email: set.email, password: set.password, redirect: false });
  } catch (thrown) {
    if (!(thrown instanceof AuthError)) throw thrown;
    redirect('/sign-in?changed=password');
  }
  redirect(HOME);
}
