import { afterAll, expect, it } from 'vitest';
import { openDatabase } from '#db/client.ts';
import { readSetupFacts } from '#db/queries/setup.ts';
import { invite, revokeInvitation } from '#lib/auth/invitations.ts';
import { addUser } from '#lib/auth/users.ts';
import { addSecret } from '#lib/inbox/rotate-secret.ts';
import { isSetupOpen, SETUP_STEP_NAMES, setupStates } from '#lib/model/setup.ts';
import { resumeStep, skipStep } from '#lib/setup/skip-step.ts';
import { ownDatabase } from '#tests/support/database.ts';
import { AUTH_SECRET } from '#tests/support/server.ts';

const BY = 'ops@example.com';
const db = openDatabase(await ownDatabase(), { max: 1 });
const sql = db.$client;
afterAll(() => sql.end());

const EMPTY = { skipped: [], secretsOf: [], hasWebhook: false, isSynced: false, hasColleague: false, hasRule: false };

it('an empty installation has nothing of it, and each step is done by what is there', async () => {
  await addUser(db, BY, { email: BY, name: null, role: 'admin', password: null });
  expect(await readSetupFacts(db)).toEqual(EMPTY);

  const acme = { provider: 'acme', title: 'Acme', environment: [], authSecret: AUTH_SECRET, by: BY };
  await addSecret(db, acme, { secret: 'a-secret-of-acme', overlapMinutes: 60 });
  expect(await readSetupFacts(db)).toEqual({ ...EMPTY, secretsOf: ['acme'] });
  await sql`update webhook_secrets set ends_at = now()`;
  expect(await readSetupFacts(db)).toEqual(EMPTY);

  const person = { email: 'ada@example.com', name: null, role: 'viewer' } as const;
  await invite(db, BY, person, 'show');
  expect(await readSetupFacts(db)).toEqual({ ...EMPTY, hasColleague: true });
  const [invitation] = await sql`select id from account_links`;
  await revokeInvitation(db, BY, String(invitation?.id));
  expect(await readSetupFacts(db)).toEqual(EMPTY);
  await addUser(db, BY, { ...person, password: null });
  expect(await readSetupFacts(db)).toMatchObject({ hasColleague: true });
});

it('a test event counts when it was processed, not when it was sent or failed', async () => {
  const hasWebhook = async () => (await readSetupFacts(db)).hasWebhook;
  await sql`
    insert into webhook_tests (event_id, provider, sent_by, sent_at, address, status)
    values (gen_random_uuid(), 'acme', ${BY}, now(), 'http://127.0.0.1/api/webhooks/acme', 200)`;
  expect(await hasWebhook()).toBe(false);
  await sql`update webhook_tests set processed_at = now(), problem = 'the event has no type'`;
  expect(await hasWebhook()).toBe(false);
  await sql`update webhook_tests set problem = null`;
  expect(await hasWebhook()).toBe(true);
});

it('a skipped step stays so for everybody until it is resumed, and both are in the audit log once', async () => {
  await skipStep(db, BY, 'api');
  await skipStep(db, BY, 'api');
  expect((await readSetupFacts(db)).skipped).toEqual(['api']);
  await resumeStep(db, BY, 'api');
  await resumeStep(db, BY, 'api');
  expect((await readSetupFacts(db)).skipped).toEqual([]);
  const entries = await sql`select actor, action, subject from audit_entries where action like 'setup-%' order by id`;
  expect(entries).toEqual([
    { actor: BY, action: 'setup-skipped', subject: 'Connect its API' },
    { actor: BY, action: 'setup-resumed', subject: 'Connect its API' },
  ]);
});

it('the set-up is over when every step is done or skipped, and a step that is done is not called skipped', () => {
  const states = setupStates(new Set(['source', 'event', 'api']), new Set(['api', 'colleague']));
  expect(states).toEqual({ source: 'done', event: 'done', api: 'done', colleague: 'skipped', rule: 'open' });
  expect(isSetupOpen(states)).toBe(true);
  expect(isSetupOpen(setupStates(new Set(), new Set(SETUP_STEP_NAMES)))).toBe(false);
});
