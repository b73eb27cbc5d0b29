'use server';
import { z } from 'zod';
import { readWords } from '#app/words.ts';
import type { Outcome } from '#components/settings/outcome.ts';
import { type Database, database } from '#db/client.ts';
import type { SessionUser } from '#lib/auth/require-user.ts';
import { env } from '#lib/env.ts';
import { addSecret, generateSecret, type Rotation, retireSecret, unretireSecret } from '#lib/inbox/rotate-secret.ts';
import type { Provider } from '#lib/providers/contract.ts';
import { secretsFromEnv } from '#lib/providers/secrets-from-env.ts';
import { asAdmin } from '../as-admin.ts';
import { sourceField } from '../fields.ts';
import { OVERLAPS } from './overlaps.ts';

const newSecret = z.object({
  provider: sourceField,
  secret: z
    .string()
    .trim()
    .regex(/^(?:[!-+\--~]{8,500})?$/, 'A secret has 8 to 500 letters, digits and signs, without spaces and commas.'),
  overlap: z.enum(Object.keys(OVERLAPS)),
});
const oneSecret = z.object({ provider: sourceField, fingerprint: z.string().max(100) });

/** Changes the secrets of a source for an admin. */
function rotate(
  admin: SessionUser,
  source: Provider,
  change: (db: Database, rotation: Rotation) => Promise<string | null>,
): Promise<string | null> {
  const authSecret = env().AUTH_SECRET;
  if (!authSecret) return Promise.resolve('AUTH_SECRET is not set, so secrets cannot be stored.');
  const environment = secretsFromEnv(source);
  return change(database(), { provider: source.name, title: source.title, environment, authSecret, by: admin.email });
}

/** Adds a secret; a generated one is shown once. For admins. */
export async function addWebhookSecret(_before: Outcome, form: FormData): Promise<Outcome> {
  let made: string | null = null;
  const done = await asAdmin(
    newSecret,
    form,
    (admin, given) => {
      const secret = given.secret || generateSecret();
      if (!given.secret) made = secret;
      return rotate(admin, given.provider, (db, rotation) =>
        addSecret(db, rotation, { secret, overlapMinutes: Number(given.overlap) }),
      );
    },
    'Added. It is valid now.',
  );
  if (!done?.ok || made === null) return done;
  const { t } = await readWords();
  return { ok: true, message: t('Copy it now, it is not shown again: {secret}', { secret: made }), made };
}

/** Retires a secret at once. For admins. */
export async function retireWebhookSecret(_before: Outcome, form: FormData): Promise<Outcome> {
  return asAdmin(
    oneSecret,
    form,
    (admin, given) => rotate(admin, given.provider, (db, rotation) => retireSecret(db, rotation, given.fingerprint)),
    'Retired.',
  );
}

/** Removes the expiry of a secret. For admins. */
export async function removeSecretExpiry(_before: Outcome, form: FormData): Promise<Outcome> {
  return asAdmin(
    oneSecret,
    form,
    (admin, given) => rotate(admin, given.provider, (db, rotation) => unretireSecret(db, rotation, given.fingerprint)),
    'Expiry removed.',
  );
}
