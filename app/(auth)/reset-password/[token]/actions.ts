'use server';
import { redirect } from 'next/navigation';
import { setPasswordByForm } from '#app/set-password.ts';

/** Sets a new password and ends all sessions; the user then signs in with it. The link is the permission. */
export async function resetPassword(_before: unknown, form: FormData): Promise<{ problem: string | null }> {
  const set = await setPasswordByForm('reset', form);
  if ('email' in set) redirect('/sign-in?changed=password');
  if (set.isOver) redirect(`/reset-password/${encodeURIComponent(String(form.get('token')))}`);
  return { problem: set.problem };
}
