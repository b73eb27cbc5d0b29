'use server';
import { signOut } from '#lib/auth/index.ts';

/** Ends the session. */
export async function signOutAction(): Promise<void> {
  await signOut({ redirectTo: '/sign-in' });
}
