import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { audit } from '#db/audit.ts';
import { type Database, openDatabase, type Sql } from '#db/client.ts';
import { saveView } from '#db/queries/saved-views.ts';
import { apiTokens, events } from '#db/schema/index.ts';
import { issueToken, revokeToken } from '#lib/auth/api-tokens.ts';
import { invite } from '#lib/auth/invitations.ts';
import { setSecondFactorPolicy } from '#lib/auth/second-factor-policy.ts';
import { openSession } from '#lib/auth/sessions.ts';
import { addUser, changeRole, endOwnSession, removeUser, signOut } from '#lib/auth/users.ts';
import { beginViewAs } from '#lib/auth/view-as.ts';
import { replayEvents } from '#lib/inbox/replay.ts';
import { addSecret } from '#lib/inbox/rotate-secret.ts';
import { openRuntime, type Runtime } from '#lib/runtime.ts';
import { skipStep } from '#lib/setup/skip-step.ts';
import { ownDatabase } from '#tests/support/database.ts';

const OPS = 'ops@example.com';
const DELIVERY = randomUUID();
const ROTATION = {
  provider: 'acme',
  title: 'Acme',
  environment: [],
  authSecret: 'a secret of thirty-two characters',
  by: OPS,
};
const PRODUCT = { kind: 'product', input: { sku: 'LAMP-1', name: 'Lamp' } } as const;

let db: Database & { $client: Sql };
let runtime: Runtime;
const person = { id: '', email: 'ada@example.com' };
beforeAll(async () => {
  const url = await ownDatabase();
  db = openDatabase(url, { max: 4 });
  runtime = await openRuntime(url, () => []);
  // For example the log of a full database.
  await runtime.sql.unsafe(`
    create function refuse() returns trigger language plpgsql as $$ begin raise exception 'the log is full'; end $$;
    create trigger refuse before insert on audit_entries for each row execute function refuse();
    alter table audit_entries disable trigger refuse`);
  await addUser(db, OPS, { email: 'first@example.com', name: null, role: 'admin', password: null });
  await addUser(db, OPS, { email: person.email, name: null, role: 'operator', password: null });
  person.id = String((await runtime.sql`select id from users where email = ${person.email}`)[0]?.id);
  await issueToken(db, person, { name: 'Warehouse', role: 'viewer', days: 30 });
  const seen = '2026-03-01T00:00:00.000Z';
  const row = {
    provider: 'test',
    type: 'x',
    deliveryId: DELIVERY,
    state: 'processed',
    receivedAt: seen,
    settledAt: seen,
  };
  await db
    .insert(events)
    .values(Array.from({ length: 700 }, (_, at) => ({ ...row, id: randomUUID(), key: `${at}`, position: at })));
});
afterAll(() => Promise.all([runtime.stop(), db.$client.end()]));
beforeEach(async () => {
  await runtime.sql`delete from audit_entries`;
  await openSession(db, person.id, { network: '203.0.113.0/24', userAgent: null });
});

const session = async () => String((await runtime.sql`select id from sessions where user_id = ${person.id}`)[0]?.id);
const token = async () => String((await db.select().from(apiTokens))[0]?.id);

/** The changes by users, as the forms and the REST API make them, and their audit entries. */
const changes: [string, string, () => Promise<unknown>][] = [
  [
    'a replay of a delivery',
    `replayed delivery ${DELIVERY}`,
    () => replayEvents(runtime.sql, runtime.queue, { delivery: DELIVERY }, { by: OPS }),
  ],
  ['a request', 'requested product ', () => runtime.reconciler.enqueue('test', PRODUCT, { name: OPS, key: 'form 1' })],
  [
    'a new user',
    'person-added bob@example.com (viewer)',
    () => addUser(db, OPS, { email: 'bob@example.com', name: null, role: 'viewer', password: null }),
  ],
  [
    'an invitation',
    'person-invited eve@example.com (viewer)',
    () => invite(db, OPS, { email: 'eve@example.com', name: null, role: 'viewer' }, 'mail'),
  ],
  ['a requirement of two factors', 'second-factor-required Admins', () => setSecondFactorPolicy(db, OPS, 'admins')],
  ['a new token', 'token-issued Gate (', () => issueToken(db, person, { name: 'Gate', role: 'viewer', days: 7 })],
  [
    'a new webhook secret',
    'secret-added Acme ',
    () => addSecret(db, ROTATION, { secret: 'correct-horse', overlapMinutes: 60 }),
  ],
  ['the end of a token', 'token-revoked Warehouse (', async () => revokeToken(db, OPS, await token())],
  ['the end of a session', `session-ended ${person.email}`, async () => endOwnSession(db, person, await session())],
  ['a skipped step of the set-up', 'setup-skipped Connect its API', () => skipStep(db, OPS, 'api')],
  [
    'a view as another role',
    'view-begun viewer',
    async () => beginViewAs(db, { email: OPS, sessionId: await session() }, 'viewer'),
  ],
  ['another role', `role-changed ${person.email} (viewer)`, () => changeRole(db, OPS, person.id, 'viewer')],
  ['a sign-out everywhere', `sessions-ended ${person.email}`, () => signOut(db, OPS, person.id)],
  ['a user who is removed', `person-removed ${person.email}`, () => removeUser(db, OPS, person.id)],
];

/** The tables that these changes write. */
async function auditedRows(): Promise<unknown> {
  const tables = [
    'events',
    'users',
    'sessions',
    'api_tokens',
    'provider_requests',
    'webhook_secrets',
    'account_links',
    'sign_in_settings',
    'setup_skips',
  ];
  return Promise.all(
    tables.map((table) =>
      runtime.sql.unsafe(`select md5(string_agg(t::text, '|' order by t::text)) as rows from ${table} t`),
    ),
  );
}

describe('a change by a user', () => {
  it.each(changes)('%s is not made when its audit entry cannot be stored', async (_what, _entry, change) => {
    await runtime.sql`alter table audit_entries enable trigger refuse`;
    const before = await auditedRows();
    try {
      await expect(change()).rejects.toThrow();
    } finally {
      await runtime.sql`alter table audit_entries disable trigger refuse`;
    }
    expect(await auditedRows()).toEqual(before);
  });

  it.each(changes)('%s is made together with its audit entry', async (_what, entry, change) => {
    const before = await auditedRows();
    await change();
    expect(await auditedRows()).not.toEqual(before);
    const entries = await runtime.sql`select actor, action || ' ' || subject as text from audit_entries order by id`;
    expect(entries.filter(({ text }) => String(text).includes(entry))).toHaveLength(1);
  });
});

describe('a replay of many events', () => {
  it('has one audit entry, whatever the number of transactions; without events it has none', async () => {
    await runtime.sql`update events set state = 'processed'`;
    const { replayed } = await replayEvents(
      runtime.sql,
      runtime.queue,
      { status: 'processed', provider: 'test' },
      { by: OPS },
    );
    expect(replayed).toBe(700);
    await replayEvents(runtime.sql, runtime.queue, { status: 'processed' }, { by: OPS });
    const entries = await runtime.sql`select actor, action, subject from audit_entries`;
    expect([...entries]).toEqual([
      { actor: OPS, action: 'replayed', subject: '700 events: status processed, provider test' },
    ]);
  });
});

describe('a provider request', () => {
  it('that is repeated with its key has one audit entry', async () => {
    const enqueue = () => runtime.reconciler.enqueue('test', PRODUCT, { name: OPS, key: 'form 2' });
    const answers = await Promise.all([enqueue(), enqueue(), enqueue()]);
    expect(new Set(answers.map(({ id }) => id)).size).toBe(1);
    expect(await runtime.sql`select from audit_entries where action = 'requested'`).toHaveLength(1);
  });
});

describe('saved views', () => {
  it('never exceed their limit, also if browsers save at the same time', async () => {
    const save = (at: number) =>
      saveView(db, { userId: person.id, list: '/invoices', name: `View ${at}`, search: '?q=1' });
    const saved = await Promise.all(Array.from({ length: 30 }, (_, at) => save(at)));
    expect(saved.filter(Boolean)).toHaveLength(12);
  });
});

it('an entry with a long subject is truncated', async () => {
  await audit(db, OPS, 'replayed', 'x'.repeat(1_000));
  const [entry] = await runtime.sql`select length(subject) as length from audit_entries`;
  expect(entry).toEqual({ length: 600 });
});
