'use server';
import { z } from 'zod';
import { accountHandover } from '#app/account-mail.ts';
import { database } from '#db/client.ts';
import { TOO_MANY_ATTEMPTS } from '#lib/auth/attempts.ts';
import { requestAddress } from '#lib/auth/request-client.ts';
import { requestReset } from '#lib/auth/request-reset.ts';

export type ResetState = { problem: string | null; email: string; isDone: boolean };

const shape = z.string().trim().toLowerCase().max(320).pipe(z.email());

/** Asks for a link to reset a password. The answer does not depend on whether the address has an account. */
export async function askForReset(_before: ResetState, form: FormData): Promise<ResetState> {
  const typed = String(form.get('email') ?? '').slice(0, 320);
  const parsed = shape.safeParse(typed);
  const failed = (problem: string) => ({ problem, email: typed, isDone: false });
  if (!parsed.success) return failed('This is not an e-mail address.');
  if (accountHandover() !== 'mail') return failed('No e-mails can be sent here. Ask an admin for a link.');
  const isAdmitted = await requestReset(database(), parsed.data, await requestAddress());
  return isAdmitted ? { problem: null, email: parsed.data, isDone: true } : failed(TOO_MANY_ATTEMPTS);
}
