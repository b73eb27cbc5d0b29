'use server';
import { refresh } from 'next/cache';
import { redirect } from 'next/navigation';
import { z } from 'zod';
import { factorOwner } from '#app/factor-owner.ts';
import type { Outcome } from '#components/settings/outcome.ts';
import { database } from '#db/client.ts';
import { changePassword } from '#lib/auth/change-password.ts';
import { signIn } from '#lib/auth/index.ts';
import { requireUser, type SessionUser } from '#lib/auth/require-user.ts';
import { hasSecondFactor } from '#lib/auth/second-factor.ts';
import { endSession } from '#lib/auth/sessions.ts';
import { endOwnSession, signOut } from '#lib/auth/users.ts';
import { setOwnEmail } from '#lib/notices/exceptions/own-rules.ts';

const newPassword = z.object({
  old: z.string().max(1024),
  fresh: z.string().max(2048),
  code: z.string().max(100).default(''),
});
const oneSession = z.object({ id: z.uuid() });

/** Changes the password of the signed-in user. All their sessions end; this browser gets a new one, or keeps its own if that needs a code. */
export async function setPassword(_before: Outcome, form: FormData): Promise<Outcome> {
  const user = await requireUser();
  const parsed = newPassword.safeParse(Object.fromEntries(form));
  if (!parsed.success) return { ok: false, message: 'This is not a valid password.', field: 'fresh' };
  const { address, authSecret } = await factorOwner(user);
  const change = { ...parsed.data, address, authSecret, keep: user.sessionId };
  const problem = await changePassword(database(), user.id, change);
  if (problem !== null) return { ok: false, ...problem };
  await replaceSession(user, parsed.data.fresh);
  // This answer would still be rendered with the session that just ended.
  redirect('/settings?changed=password');
}

/** A code was used up by the change, so a browser that needs one keeps its session. */
async function replaceSession(user: SessionUser, password: string): Promise<void> {
  if (await hasSecondFactor(database(), user.id)) return;
  try {
    await signIn('credentials', { email: user.email, password, redirect: false });
  } finally {
    await endSession(database(), user.id, user.sessionId);
  }
}

/** Ends one session of the signed-in user, for example in another browser. */
export async function endOne(_before: Outcome, form: FormData): Promise<Outcome> {
  const user = await requireUser();
  const parsed = oneSession.safeParse(Object.fromEntries(form));
  if (!parsed.success) return { ok: false, message: 'This session does not exist.' };
  await endOwnSession(database(), user, parsed.data.id);
  refresh();
  return { ok: true, message: 'Ended.' };
}

/** Starts or ends the e-mails about exceptions that concern the signed-in user. */
export async function setEmail(_before: Outcome, form: FormData): Promise<Outcome> {
  const user = await requireUser();
  const isWanted = form.get('wanted') === 'yes';
  await setOwnEmail(database(), user.email, isWanted);
  refresh();
  return { ok: true, message: isWanted ? 'You get e-mails.' : 'You get no more e-mails.' };
}

/** Ends all sessions of the signed-in user, including this one. */
export async function signOutEverywhere(_before: Outcome, _form: FormData): Promise<Outcome> {
  const user = await requireUser();
  await signOut(database(), user.email, user.id);
  redirect('/sign-in');
}
