import { afterAll, afterEach, beforeEach, expect, it, vi } from 'vitest';
import { openDatabase } from '#db/client.ts';
import { endSession, openSession, userOfSession } from '#lib/auth/sessions.ts';
import { addUser, changeRole } from '#lib/auth/users.ts';
import { beginViewAs, endViewAs } from '#lib/auth/view-as.ts';
import { ownDatabase } from '#tests/support/database.ts';

const EMAIL = 'ops@example.com';
const db = openDatabase(await ownDatabase(), { max: 2 });
const sql = db.$client;
afterAll(() => sql.end());
afterEach(() => vi.useRealTimers());

await addUser(db, EMAIL, { email: EMAIL, name: null, role: 'admin', password: null });
await addUser(db, EMAIL, { email: 'other@example.com', name: null, role: 'admin', password: null });
const [{ id } = { id: '' }] = await sql<{ id: string }[]>`select id from users where email = ${EMAIL}`;

let viewer = { email: EMAIL, sessionId: '' };
beforeEach(async () => {
  await sql`delete from audit_entries`;
  viewer = { email: EMAIL, sessionId: await openSession(db, id, { network: '203.0.113.0/24', userAgent: null }) };
});

const roles = async () => {
  const user = await userOfSession(db, viewer.sessionId);
  return user && [user.role, user.viewsAs];
};
const audited = () => sql`select actor, action, subject from audit_entries where action like 'view-%' order by id`;
const BEGUN = { actor: EMAIL, action: 'view-begun', subject: 'viewer' };

it('an admin has the role that they view as until they end it, in this session only', async () => {
  const elsewhere = await openSession(db, id, { network: '203.0.113.0/24', userAgent: null });
  await beginViewAs(db, viewer, 'viewer');
  expect(await roles()).toEqual(['viewer', 'viewer']);
  expect(await userOfSession(db, elsewhere)).toMatchObject({ role: 'admin', viewsAs: null });
  await endViewAs(db, viewer);
  await endViewAs(db, viewer);
  expect(await roles()).toEqual(['admin', null]);
  expect(await audited()).toEqual([BEGUN, { actor: EMAIL, action: 'view-ended', subject: 'viewer' }]);
});

it('it ends after an hour', async () => {
  await beginViewAs(db, viewer, 'viewer');
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 59 * 60_000 });
  expect(await roles()).toEqual(['viewer', 'viewer']);
  vi.setSystemTime(Date.now() + 60_000);
  expect(await roles()).toEqual(['admin', null]);
  expect(await roles()).toEqual(['admin', null]);
  expect(await audited()).toEqual([BEGUN, { actor: EMAIL, action: 'view-ended', subject: 'viewer, after an hour' }]);
});

it.each<[string, () => Promise<unknown>]>([
  ['signing out', () => endSession(db, id, viewer.sessionId)],
  ['another role', () => changeRole(db, EMAIL, id, 'operator')],
])('it ends with the session: by %s', async (_what, end) => {
  await beginViewAs(db, viewer, 'viewer');
  await end();
  expect(await roles()).toBeNull();
  expect(await audited()).toEqual([BEGUN, { actor: EMAIL, action: 'view-ended', subject: 'viewer, with the session' }]);
});

it('a second role does not prolong it', async () => {
  await beginViewAs(db, viewer, 'viewer');
  await beginViewAs(db, viewer, 'operator');
  expect(await roles()).toEqual(['viewer', 'viewer']);
  expect(await audited()).toEqual([BEGUN]);
});
