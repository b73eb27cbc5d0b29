'use server';
import { refresh } from 'next/cache';
import { redirect } from 'next/navigation';
import { z } from 'zod';
import { factorOwner } from '#app/factor-owner.ts';
import type { Outcome } from '#components/settings/outcome.ts';
import type { FactorOutcome } from '#components/settings/two-factor.tsx';
import { database } from '#db/client.ts';
import { requireUser } from '#lib/auth/require-user.ts';
import {
  beginSecondFactor,
  confirmSecondFactor,
  type NewCodes,
  removeSecondFactor,
  renewRecoveryCodes,
  resetSecondFactor,
} from '#lib/auth/second-factor.ts';
import { setSecondFactorPolicy } from '#lib/auth/second-factor-policy.ts';
import { SECOND_FACTOR_POLICIES, type SecondFactorPolicy } from '#lib/model/second-factor.ts';
import { asAdmin } from './as-admin.ts';

const oneUser = z.object({ id: z.uuid('This user does not exist.') });
const newPolicy = z.object({
  policy: z.enum(Object.keys(SECOND_FACTOR_POLICIES) as [SecondFactorPolicy, ...SecondFactorPolicy[]]),
});

const codeIn = (form: FormData) => String(form.get('code') ?? '').slice(0, 100);
const outcomeOf = (made: NewCodes): FactorOutcome =>
  'codes' in made ? { problem: null, codes: made.codes } : { problem: made.problem, codes: null };

/** Makes a secret for the app of the signed-in user. */
export async function beginTwoFactor(_before: FactorOutcome, _form: FormData): Promise<FactorOutcome> {
  const problem = await beginSecondFactor(database(), await factorOwner(await requireUser()));
  refresh();
  return { problem, codes: null };
}

/** Switches two-factor authentication on with a first code. All other sessions of the user end. */
export async function confirmTwoFactor(_before: FactorOutcome, form: FormData): Promise<FactorOutcome> {
  const user = await requireUser();
  const owner = { ...(await factorOwner(user)), sessionId: user.sessionId };
  const confirmed = await confirmSecondFactor(database(), owner, codeIn(form));
  refresh();
  return outcomeOf(confirmed);
}

/** Replaces the recovery codes. */
export async function renewCodes(_before: FactorOutcome, form: FormData): Promise<FactorOutcome> {
  return outcomeOf(await renewRecoveryCodes(database(), await factorOwner(await requireUser()), codeIn(form)));
}

/** Switches two-factor authentication off. */
export async function turnOff(_before: FactorOutcome, form: FormData): Promise<FactorOutcome> {
  const problem = await removeSecondFactor(database(), await factorOwner(await requireUser()), codeIn(form));
  if (problem === null) redirect('/settings?changed=two-factor-off');
  return { problem, codes: null };
}

/** Removes the second factor of a user who lost it. For admins. */
export async function resetTwoFactorOf(_before: Outcome, form: FormData): Promise<Outcome> {
  return asAdmin(oneUser, form, (admin, { id }) => resetSecondFactor(database(), admin.email, id), 'Reset.');
}

/** Changes who has to use two-factor authentication. For admins. */
export async function requireTwoFactor(_before: Outcome, form: FormData): Promise<Outcome> {
  return asAdmin(
    newPolicy,
    form,
    async (admin, { policy }) => {
      await setSecondFactorPolicy(database(), admin.email, policy);
      return null;
    },
    'Saved. It applies from the next sign-in on.',
  );
}
