import { beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from '#db/client.ts';
import { users } from '#db/schema/index.ts';
import { ownDatabase } from '#tests/support/database.ts';
import { ensureFirstAdmin } from './first-admin.ts';
import { passwordMatches } from './password.ts';

const db = openDatabase(await ownDatabase());

describe('the first start', () => {
  beforeEach(() => db.delete(users));

  it('creates an admin and returns the password once', async () => {
    const [first, second] = [await ensureFirstAdmin(db, {}), await ensureFirstAdmin(db, {})];
    const [admin] = await db.select().from(users);
    expect(admin).toMatchObject({ email: first?.email, role: 'admin' });
    expect(await passwordMatches(admin?.passwordHash ?? null, first?.password ?? '')).toBe(true);
    expect(second).toBeNull();
  });

  it('uses the credentials of the environment and does not return their password', async () => {
    const password = await ensureFirstAdmin(db, { ADMIN_EMAIL: 'Ops@Acme.test', ADMIN_PASSWORD: 'correct horse' });
    expect(password).toBeNull();
    const [admin] = await db.select().from(users);
    expect(admin?.email).toBe('ops@acme.test');
    expect(await passwordMatches(admin?.passwordHash ?? null, 'correct horse')).toBe(true);
  });

  it('creates one admin when several processes start at once', async () => {
    const passwords = await Promise.all([ensureFirstAdmin(db, {}), ensureFirstAdmin(db, {}), ensureFirstAdmin(db, {})]);
    expect(await db.select().from(users)).toHaveLength(1);
    expect(passwords.filter(Boolean)).toHaveLength(1);
  });
});

it('an account without a password rejects every sign-in', async () => {
  expect(await passwordMatches(null, '')).toBe(false);
  expect(await passwordMatches(null, 'anything')).toBe(false);
});
