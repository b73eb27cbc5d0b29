'use server';
import { z } from 'zod';
import { readWords } from '#app/words.ts';
import type { Outcome } from '#components/settings/outcome.ts';
import { database } from '#db/client.ts';
import { issueToken, revokeToken, TOKEN_DAYS, TOKEN_ROLES } from '#lib/auth/api-tokens.ts';
import { ROLES } from '#lib/auth/roles.ts';
import { addUser, changeRole, removeUser, signOut } from '#lib/auth/users.ts';
import { asAdmin } from './as-admin.ts';
import { emailField, lineField } from './fields.ts';

const id = z.uuid('This user does not exist.');

const newPerson = z.object({
  email: emailField,
  name: lineField.transform((text) => text || null),
  role: z.enum(ROLES),
  password: z.string().transform((text) => text || null),
});
const newRole = z.object({ id, role: z.enum(ROLES) });
const onlyId = z.object({ id });
const newToken = z.object({
  name: lineField.min(1, 'Give the token a name.'),
  role: z.enum(TOKEN_ROLES),
  days: z.coerce.number().pipe(z.literal([...TOKEN_DAYS])),
});

/** Adds a user. For admins. */
export async function add(_before: Outcome, form: FormData): Promise<Outcome> {
  const words = await readWords();
  return asAdmin(newPerson, form, (admin, person) => addUser(database(), admin.email, person, words), 'User added.');
}

/** Changes a user's role. For admins. */
export async function setRole(_before: Outcome, form: FormData): Promise<Outcome> {
  return asAdmin(
    newRole,
    form,
    (admin, { id: who, role }) => changeRole(database(), admin.email, who, role),
    'Changed.',
  );
}

/** Removes a user. For admins. */
export async function remove(_before: Outcome, form: FormData): Promise<Outcome> {
  return asAdmin(onlyId, form, (admin, { id: who }) => removeUser(database(), admin.email, who), 'Removed.');
}

/** Ends all sessions of a user. For admins. */
export async function signOutPerson(_before: Outcome, form: FormData): Promise<Outcome> {
  return asAdmin(onlyId, form, (admin, { id: who }) => signOut(database(), admin.email, who), 'Signed out.');
}

/** Issues a token and shows it once. For admins. */
export async function issue(_before: Outcome, form: FormData): Promise<Outcome> {
  let token = '';
  const done = await asAdmin(
    newToken,
    form,
    async (admin, asked) => {
      token = await issueToken(database(), admin, asked);
      return null;
    },
    '',
  );
  if (!done?.ok) return done;
  return {
    ok: true,
    message: (await readWords()).t('Copy it now, it is not shown again: {secret}', { secret: token }),
  };
}

/** Revokes a token. For admins. */
export async function revoke(_before: Outcome, form: FormData): Promise<Outcome> {
  return asAdmin(
    onlyId,
    form,
    async (admin, { id: token }) => {
      await revokeToken(database(), admin.email, token);
      return null;
    },
    'Revoked.',
  );
}
