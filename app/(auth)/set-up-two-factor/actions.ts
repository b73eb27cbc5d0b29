'use server';
import { refresh } from 'next/cache';
import { redirect } from 'next/navigation';
import { factorOwner } from '#app/factor-owner.ts';
import type { FactorOutcome } from '#components/settings/two-factor.tsx';
import { database } from '#db/client.ts';
import { signOut } from '#lib/auth/index.ts';
import { currentEnrollee } from '#lib/auth/require-user.ts';
import { beginSecondFactor, confirmSecondFactor } from '#lib/auth/second-factor.ts';

/** Makes a secret for the app of a user who has to set up two-factor authentication. */
export async function beginRequired(_before: FactorOutcome, _form: FormData): Promise<FactorOutcome> {
  const user = (await currentEnrollee()) ?? redirect('/sign-in');
  const problem = await beginSecondFactor(database(), await factorOwner(user));
  refresh();
  return { problem, codes: null };
}

/** Switches it on with a first code; the session can then be used. */
export async function confirmRequired(_before: FactorOutcome, form: FormData): Promise<FactorOutcome> {
  const user = (await currentEnrollee()) ?? redirect('/sign-in');
  const owner = { ...(await factorOwner(user)), sessionId: user.sessionId };
  const code = String(form.get('code') ?? '').slice(0, 100);
  const confirmed = await confirmSecondFactor(database(), owner, code);
  return 'codes' in confirmed ? { problem: null, codes: confirmed.codes } : { problem: confirmed.problem, codes: null };
}

/** Leaves without setting it up. */
export async function leave(): Promise<void> {
  await signOut({ redirectTo: '/sign-in' });
}
