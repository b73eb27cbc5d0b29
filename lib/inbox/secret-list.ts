import { desc, eq } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { webhookSecrets } from '#db/schema/index.ts';
import { decryptSecret } from './secret-cipher.ts';
import { secretName } from './secret-uses.ts';

/** A webhook secret as an admin sees it; the secret itself is never shown. */
export type ListedSecret = {
  fingerprint: string;
  storedIn: 'environment' | 'settings';
  /** `previous` has an expiry in the future; `unreadable` was encrypted with another AUTH_SECRET. */
  state: 'current' | 'previous' | 'ended' | 'unreadable';
  endsAt: string | null;
  /** Null for a secret of the environment. */
  addedBy: string | null;
};

const ORDER = { current: 0, previous: 1, unreadable: 2, ended: 3 };

/** Expired secrets are listed for this long. */
const SHOWN_MS = 7 * 24 * 3_600_000;

/** All secrets of a provider: those in use first, then those that expired lately. */
export async function listSecrets(
  db: Database,
  provider: string,
  environment: readonly string[],
  authSecret: string,
): Promise<ListedSecret[]> {
  const rows = await db
    .select()
    .from(webhookSecrets)
    .where(eq(webhookSecrets.provider, provider))
    .orderBy(desc(webhookSecrets.addedAt));
  const own = environment.map(secretName);
  const withoutRow = own.filter((one) => rows.every(({ fingerprint }) => fingerprint !== one));
  const listed = rows.flatMap(({ fingerprint, encrypted, endsAt, addedBy }): ListedSecret[] => {
    const storedIn = encrypted === null && own.includes(fingerprint) ? 'environment' : 'settings';
    const author = storedIn === 'settings' ? addedBy : null;
    const left = endsAt === null ? null : Date.parse(endsAt) - Date.now();
    if (left !== null && left <= 0)
      return left < -SHOWN_MS ? [] : [{ fingerprint, storedIn, state: 'ended', endsAt, addedBy: author }];
    // Removed from the environment: no process accepts it any more.
    if (encrypted === null && storedIn === 'settings') return [];
    const readable = encrypted === null || decryptSecret(authSecret, provider, encrypted) !== null;
    const state = readable ? (endsAt === null ? 'current' : 'previous') : 'unreadable';
    return [{ fingerprint, storedIn, state, endsAt, addedBy: author }];
  });
  const started = withoutRow.map(
    (fingerprint): ListedSecret => ({
      fingerprint,
      storedIn: 'environment',
      state: 'current',
      endsAt: null,
      addedBy: null,
    }),
  );
  return [...listed, ...started].sort((a, b) => ORDER[a.state] - ORDER[b.state]);
}
