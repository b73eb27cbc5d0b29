'use server';
import { z } from 'zod';
import { accountHandover, accountLinkUrl } from '#app/account-mail.ts';
import { readWords } from '#app/words.ts';
import type { Outcome } from '#components/settings/outcome.ts';
import { database } from '#db/client.ts';
import { type Invitation, invite, resendInvitation, revokeInvitation } from '#lib/auth/invitations.ts';
import { makeResetLink } from '#lib/auth/request-reset.ts';
import { ROLES } from '#lib/auth/roles.ts';
import type { AccountLinkKind } from '#lib/model/account-link.ts';
import type { Words } from '#lib/model/language.ts';
import { asAdmin } from '../as-admin.ts';
import { emailField, lineField } from '../fields.ts';

const invited = z.object({
  email: emailField,
  name: lineField.transform((text) => text || null),
  role: z.enum(ROLES),
});
const oneInvitation = z.object({ id: z.uuid('This invitation does not exist.') });
const oneUser = z.object({ id: z.uuid('This user does not exist.') });

type Linked = Invitation | { token: string | null; email: string };

/** Runs `make` for an admin. The message contains the link if nobody sends it. */
async function asLink<Shape extends z.ZodType>(
  shape: Shape,
  form: FormData,
  kind: AccountLinkKind,
  make: (by: string, given: z.infer<Shape>, words: Words) => Promise<Linked>,
): Promise<Outcome> {
  const words = await readWords();
  let message = '';
  const done = await asAdmin(
    shape,
    form,
    async (admin, given) => {
      const made = await make(admin.email, given, words);
      if ('problem' in made) return { field: 'email', message: made.problem };
      message = messageOf(kind, made, words);
      return null;
    },
    '',
  );
  return done?.ok ? { ok: true, message } : done;
}

function messageOf(kind: AccountLinkKind, made: Exclude<Linked, { problem: string }>, { t }: Words): string {
  const wasRemoved = 'wasRemoved' in made && made.wasRemoved;
  const handedOver =
    made.token === null
      ? t('A link is sent by e-mail.')
      : t('No e-mail is sent. Hand over this link, it is not shown again: {link}', {
          link: accountLinkUrl(kind, made.token),
        });
  return wasRemoved ? `${t('This user was removed before and comes back by accepting.')} ${handedOver}` : handedOver;
}

/** Invites an address, which gets a link by e-mail or is handed one over. For admins. */
export async function inviteUser(_before: Outcome, form: FormData): Promise<Outcome> {
  return asLink(invited, form, 'invitation', (by, person, words) =>
    invite(database(), by, person, accountHandover(), words),
  );
}

/** Makes another link for an invitation. For admins. */
export async function resend(_before: Outcome, form: FormData): Promise<Outcome> {
  return asLink(oneInvitation, form, 'invitation', (by, { id }) =>
    resendInvitation(database(), by, id, accountHandover()),
  );
}

/** Ends an invitation. For admins. */
export async function revokeInvited(_before: Outcome, form: FormData): Promise<Outcome> {
  return asAdmin(oneInvitation, form, (admin, { id }) => revokeInvitation(database(), admin.email, id), 'Revoked.');
}

/** Makes a link with which a user sets a new password. For admins. */
export async function resetPasswordOf(_before: Outcome, form: FormData): Promise<Outcome> {
  return asLink(oneUser, form, 'reset', (by, { id }, words) =>
    makeResetLink(database(), by, id, accountHandover(), words),
  );
}
