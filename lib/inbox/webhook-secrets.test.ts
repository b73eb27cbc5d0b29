import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Database, openDatabase, openSql, type Sql } from '#db/client.ts';
import { log } from '#lib/log.ts';
import { eventually } from '#tests/support/await.ts';
import { ownDatabase } from '#tests/support/database.ts';
import { addSecret, type Rotation, retireSecret, unretireSecret } from './rotate-secret.ts';
import { secretName } from './secret-uses.ts';
import { openWebhookSecrets, type WebhookSecrets } from './webhook-secrets.ts';

const AUTH_SECRET = 'auth-secret-0123456789abcdef01234567';
const url = await ownDatabase();
const sql: Sql = openSql(url, { max: 4 });
const db: Database & { $client: Sql } = openDatabase(url, { max: 2 });
const open: WebhookSecrets[] = [];
beforeEach(() => sql`truncate webhook_secrets`);
afterEach(() => Promise.all(open.splice(0).map((one) => one.stop())));
afterAll(() => Promise.all([sql.end(), db.$client.end()]));

/** The secrets as another process reads them. */
async function following(environment: string[], authSecret: string | undefined = AUTH_SECRET) {
  const secrets = await openWebhookSecrets(sql, {
    environment: (name) => (name === 'acme' ? environment : []),
    authSecret,
  });
  open.push(secrets);
  return secrets;
}

const rotation = (environment: string[]): Rotation => ({
  provider: 'acme',
  title: 'Acme',
  environment,
  authSecret: AUTH_SECRET,
  by: 'ada@example.com',
});
const DAY = 24 * 60;
const valid = (secrets: WebhookSecrets) => [...secrets.secretsOf('acme')].sort();
const becomes = (secrets: WebhookSecrets, expected: string[]) =>
  eventually(
    async () => valid(secrets),
    (now) => JSON.stringify(now) === JSON.stringify(expected),
  );

describe('a new webhook secret', () => {
  it('is valid at once in addition to that of the environment, in every process, and for its provider only', async () => {
    const processes = await Promise.all([following(['old']), following(['old'])]);
    expect(await addSecret(db, rotation(['old']), { secret: 'new', overlapMinutes: DAY })).toBeNull();
    for (const one of processes) await becomes(one, ['new', 'old']);
    expect(processes[0]?.secretsOf('other')).toEqual([]);
    expect(valid(await following(['old']))).toEqual(['new', 'old']);
  });

  it('is never stored in clear', async () => {
    await addSecret(db, rotation([]), { secret: 'correct-horse', overlapMinutes: DAY });
    const rows = await sql`select * from webhook_secrets`;
    expect(JSON.stringify(rows)).not.toContain('correct-horse');
    expect(Buffer.from(String(rows[0]?.encrypted), 'base64').toString('latin1')).not.toContain('correct-horse');
  });

  it('expires the others at the end of the overlap, also without a notification, and deletes them', async () => {
    await addSecret(db, rotation(['env']), { secret: 'second', overlapMinutes: DAY });
    await addSecret(db, rotation(['env']), { secret: 'third', overlapMinutes: DAY });
    const secrets = await following(['env']);
    expect(valid(secrets)).toEqual(['env', 'second', 'third']);
    await sql`update webhook_secrets set ends_at = clock_timestamp() + interval '300 ms' where ends_at is not null`;
    await becomes(secrets, ['third']);
    await addSecret(db, rotation(['env']), { secret: 'fourth', overlapMinutes: DAY });
    const kept = await sql`select fingerprint from webhook_secrets where encrypted is not null order by 1`;
    expect(kept.map((row) => row.fingerprint)).toEqual([secretName('third'), secretName('fourth')].sort());
  });

  it('does not extend an older one', async () => {
    await addSecret(db, rotation([]), { secret: 'first', overlapMinutes: DAY });
    await addSecret(db, rotation([]), { secret: 'second', overlapMinutes: 60 });
    await addSecret(db, rotation([]), { secret: 'third', overlapMinutes: DAY });
    const [row] = await sql`select ends_at < now() + interval '61 minutes' as soon from webhook_secrets
      where fingerprint = ${secretName('first')}`;
    expect(row?.soon).toBe(true);
  });

  it('makes an expired one valid again', async () => {
    await addSecret(db, rotation(['env']), { secret: 'new', overlapMinutes: DAY });
    const secrets = await following(['env']);
    await retireSecret(db, rotation(['env']), secretName('env'));
    await becomes(secrets, ['new']);
    await addSecret(db, rotation(['env']), { secret: 'env', overlapMinutes: DAY });
    await becomes(secrets, ['env', 'new']);
  });

  it('is rejected while too many are valid', async () => {
    for (const secret of ['a', 'b', 'c', 'd'])
      expect(await addSecret(db, rotation([]), { secret, overlapMinutes: DAY })).toBeNull();
    expect(await addSecret(db, rotation([]), { secret: 'e', overlapMinutes: DAY })).toContain('Retire one');
    expect(await addSecret(db, rotation([]), { secret: 'a', overlapMinutes: DAY })).toBeNull();
  });
});

describe('retiring a webhook secret', () => {
  it('ends it at once in every process', async () => {
    await addSecret(db, rotation(['old']), { secret: 'new', overlapMinutes: DAY });
    const secrets = await following(['old']);
    expect(await retireSecret(db, rotation(['old']), secretName('old'))).toBeNull();
    await becomes(secrets, ['new']);
    expect(valid(await following(['old']))).toEqual(['new']);
  });

  it('is rejected for the last one without an end, until there is another one', async () => {
    await addSecret(db, rotation(['old']), { secret: 'new', overlapMinutes: DAY });
    expect(await retireSecret(db, rotation(['old']), secretName('new'))).toContain(
      'Add one, or remove the expiry of another, first',
    );
    expect(await unretireSecret(db, rotation(['old']), secretName('old'))).toBeNull();
    expect(await retireSecret(db, rotation(['old']), secretName('new'))).toBeNull();
    expect(valid(await following(['old']))).toEqual(['old']);
    // A secret that was removed from the environment does not block retirement any more.
    expect(await retireSecret(db, rotation([]), secretName('old'))).not.toBeNull();
  });
});

describe('a changed AUTH_SECRET', () => {
  it('keeps the secrets of the environment valid, and logs what to do about the others', async () => {
    const error = vi.spyOn(log, 'error');
    await addSecret(db, rotation(['old']), { secret: 'new', overlapMinutes: DAY });
    const secrets = await following(['old'], 'another-secret-0123456789abcdef0123');
    expect(valid(secrets)).toEqual(['old']);
    secrets.secretsOf('acme');
    expect(error.mock.calls).toEqual([
      [
        { provider: 'acme', fingerprint: secretName('new') },
        expect.stringContaining('AUTH_SECRET is missing or changed'),
      ],
    ]);
  });
});
