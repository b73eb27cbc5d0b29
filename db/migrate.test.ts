import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, inject, it } from 'vitest';
import { satisfiedBy } from '#lib/model/checklist.ts';
import { searchTerms } from '#lib/model/search.ts';
import { FOLLOWED_RULE_ID } from '#lib/model/subscription.ts';
import { databaseOf } from '#tests/support/cluster.ts';
import { temporaryFolder } from '#tests/support/temporary-folder.ts';
import { openSql } from './client.ts';
import { migrateDatabase } from './migrate.ts';

const MIGRATIONS = join(import.meta.dirname, 'migrations');

describe('a database of an older version', async () => {
  const { url, sql } = await emptyDatabase('migrated');

  it('keeps its webhooks, events and effects under the current names', async () => {
    const folder = migrationsUpTo(14);
    await migrateDatabase(url, { migrationsFolder: folder });
    rmSync(folder, { recursive: true });
    await sql`
      insert into deliveries (id, provider, source, verdict, received_at, remote, headers, bytes, event_count)
      select gen_random_uuid(), 'acme', 'webhook', verdict, now(), '', '{}', 2, 1 from unnest(array['new', 'duplicate', 'malformed']) as verdict`;
    await sql`
      insert into events (id, provider, key, type, delivery_id, position, state, received_at)
      select gen_random_uuid(), 'acme', state, 'x', gen_random_uuid(), 0, state, now()
      from unnest(array['pending', 'applied', 'ignored', 'parked', 'buried']) as state`;
    await sql`insert into rejections (provider, reason, minute, count) values ('acme', 'no token', now(), 3)`;
    await sql`
      insert into reconcile_runs (id, provider, scope, started_at, moved_at, at, refused)
      select gen_random_uuid(), 'acme ' || scope, scope, now(), now(), at::json, refused::json from (values
        ('first', '{"phase": "ledger", "kind": null, "cursor": "p2"}', null),
        ('changes', null, '[{"phase": "gone", "kind": "leg", "reason": "404"}, {"phase": "list", "kind": "leg", "reason": "403"}]'),
        ('everything', '{"phase": "gone", "kind": "leg", "cursor": null, "stops": 2}', null)
      ) as given(scope, at, refused)`;

    await sql`
      insert into effects (event_id, noun, subject_id, what, before, after, recorded_at)
      select gen_random_uuid(), noun, gen_random_uuid(), what, null, after::json, now() from (values
        ('shipment', 'shipment eta', '{}'), ('shipment', 'milestone DEPARTED ACT', '{}'), ('shipment', 'leg vesselName', '"A"'),
        ('shipment', 'exception raised', '{"code": "CUSTOMS_HOLD"}'), ('shipment', 'party added', '{"role": "shipper"}'),
        ('party', 'party added', '"77"'), ('invoice', 'invoice line 12', '{}'), ('invoice', 'step PAYMENT_MADE', '{}'),
        ('invoice', 'shipment added', '{"shipmentId": "019cf0de-1111-7111-8111-111111111111"}')
      ) as given(noun, what, after)`;

    await migrateDatabase(url);
    expect(
      (await sql`select entity_type, part, field from effects order by id`).map((row) => Object.values(row)),
    ).toEqual([
      ['shipment', null, 'eta'],
      ['shipment', { type: 'milestone', code: 'DEPARTED', classifier: 'ACT', legId: null, containerId: null }, 'time'],
      ['shipment', { type: 'leg', id: null }, 'vesselName'],
      ['shipment', { type: 'exception', code: 'CUSTOMS_HOLD' }, 'raised'],
      ['shipment', { type: 'role' }, 'added'],
      ['party', null, 'added'],
      ['invoice', { type: 'line', position: 12 }, 'line'],
      ['invoice', { type: 'step', code: 'PAYMENT_MADE' }, 'time'],
      ['invoice', { type: 'shipment', id: '019cf0de-1111-7111-8111-111111111111' }, 'added'],
    ]);
    expect((await sql`select status from deliveries order by status`).map(({ status }) => status)).toEqual([
      'accepted',
      'duplicate',
      'malformed',
    ]);
    expect(
      Object.fromEntries((await sql`select key, state from events`).map(({ key, state }) => [key, state])),
    ).toEqual({
      pending: 'pending',
      applied: 'processed',
      ignored: 'ignored',
      parked: 'unmapped',
      buried: 'dead_letter',
    });
    expect(await sql`select count from rejected_requests`).toEqual([{ count: 3 }]);
    expect(await sql`select scope, at, refused from reconcile_runs order by provider`).toEqual([
      {
        scope: 'incremental',
        at: null,
        refused: [
          { phase: 'deletions', kind: 'leg', reason: '404' },
          { phase: 'list', kind: 'leg', reason: '403' },
        ],
      },
      { scope: 'full', at: { phase: 'deletions', kind: 'leg', cursor: null, stops: 2 }, refused: null },
      { scope: 'initial', at: { phase: 'event_log', kind: null, cursor: 'p2' }, refused: null },
    ]);
  });

  it('is not changed by a second migration', async () => {
    const before = await sql`select count(*) from drizzle.__drizzle_migrations`;
    await migrateDatabase(url);
    expect(await sql`select count(*) from drizzle.__drizzle_migrations`).toEqual(before);
  });
});

describe('documents that were stored before their required documents were derived', async () => {
  const { url, sql } = await emptyDatabase('migrated_documents');
  const types = [
    ...[
      'commercial_invoice',
      'Packing List',
      'house_bill_of_lading',
      'House B/L',
      'HBL',
      'telex release',
      'MBL',
      'HAWB',
    ],
    ...['flexport_bill_of_lading', 'bill_of_lading', 'inland bill of lading', 'master air waybill', 'CBP 7501', 'POD'],
    ...[
      'rate_confirmation',
      'CMR',
      'delivery order',
      'Arrival Notice',
      'signed bol',
      'carrier bill of lading',
      'photo',
    ],
    ...['approved_house_bill_of_lading_draft', 'pro forma commercial invoice', 'Ladungsträger – Übergabe', 'unknown'],
  ];

  it('satisfy those of their type from the upgrade on', async () => {
    const folder = migrationsUpTo(26);
    await migrateDatabase(url, { migrationsFolder: folder });
    rmSync(folder, { recursive: true });
    await sql`
      insert into documents (id, provider, external_id, number, searchable, status, removed, reported_at, learned_at, type)
      select gen_random_uuid(), 'acme', type, type, type, 'present', false, now(), now(), type from unnest(${types}::text[]) as type`;
    await migrateDatabase(url);
    const stored = await sql<{ type: string; satisfies: string[] }[]>`select type, satisfies from documents`;
    expect(Object.fromEntries(stored.map(({ type, satisfies }) => [type, satisfies]))).toEqual(
      Object.fromEntries(types.map((type) => [type, satisfiedBy(type)])),
    );
    expect(stored.filter(({ satisfies }) => satisfies.length > 0)).toHaveLength(types.length - 5);
  });
});

describe('rules and watched shipments of a version with one recipient for each rule', async () => {
  const { url, sql } = await emptyDatabase('migrated_recipients');

  it('keep their ids, notices and links; who watched several shipments is one recipient', async () => {
    const folder = migrationsUpTo(37);
    await migrateDatabase(url, { migrationsFolder: folder });
    rmSync(folder, { recursive: true });
    const id = (at: number) => `00000000-0000-4000-8000-00000000000${at}`;
    await sql`
      insert into notification_rules (id, name, milestones, shipment_id, channel, target, target_key, enabled, created_by, created_at,
        watched_by, removed_at)
      select id::uuid, name, '{departed}', shipment::uuid, 'email', target, target, removed is null, 'ops@example.com', at::timestamptz,
        watched, removed::timestamptz
      from (values
        (${id(1)}, 'Imports', null, 'team@example.com', '2026-01-01', null, null),
        (${id(2)}, 'Watched shipment', ${id(7)}, 'ada@example.com', '2026-01-02', 'ada@example.com', null),
        (${id(3)}, 'Watched shipment', ${id(8)}, 'ada@example.com', '2026-01-03', 'ada@example.com', null),
        (${id(4)}, 'Watched shipment', ${id(7)}, 'ada@example.com', '2026-01-01', 'ada@example.com', '2026-01-02'),
        (${id(5)}, 'Watched shipment', ${id(9)}, 'ada@example.com', '2026-01-01', 'ada@example.com', null),
        (${id(6)}, 'Your exceptions', null, 'ada@example.com', '2026-01-01', 'ada@example.com', null)
      ) as given(id, name, shipment, target, at, watched, removed)`;
    await sql`
      insert into notices (rule_id, subject_id, shipment_id, milestone, generation, kind, content, not_before, created_at)
      select rule::uuid, shipment::uuid, shipment::uuid, 'departed', 1, 'told', '{}', now(), now()
      from (values (${id(1)}, ${id(7)}), (${id(2)}, ${id(7)}), (${id(3)}, ${id(8)}), (${id(4)}, ${id(7)})) as given(rule, shipment)`;
    await sql`
      insert into suppressions (target_key, target, rule_id, reason, created_at)
      values ('ada@example.com', 'ada@example.com', ${id(5)}, 'unsubscribed', now())`;
    await migrateDatabase(url);
    // All links of the past name a recipient that exists; the latest watch stands for all of its user.
    const recipients = await sql`select id, rule_id, removed_at is null as stands from rule_recipients order by id`;
    expect(recipients.map((row) => ({ ...row }))).toEqual([
      { id: id(1), rule_id: id(1), stands: true },
      ...[2, 3, 4, 5].map((at) => ({ id: id(at), rule_id: FOLLOWED_RULE_ID, stands: at === 3 })),
      { id: id(6), rule_id: id(6), stands: true },
    ]);
    const rules = await sql`select origin from notification_rules order by id`;
    expect(rules.map(({ origin }) => origin)).toEqual(['admin', 'own', 'followed']);
    const notices = await sql`select recipient_id, shipment_id from notices order by position`;
    expect(notices.map((row) => Object.values(row))).toEqual([
      [id(1), id(7)],
      [id(3), id(7)],
      [id(3), id(8)],
      [id(4), id(7)],
    ]);
    const watched = await sql`select recipient_id, scope, role, subject_id from subscriptions order by subject_id`;
    expect(watched.map((row) => ({ ...row }))).toEqual(
      [7, 8].map((at) => ({ recipient_id: id(3), scope: 'shipment', role: 'watcher', subject_id: id(at) })),
    );
  });
});

describe('shipments that were stored before they were found by their terms', async () => {
  const { url, sql } = await emptyDatabase('migrated_search');

  it('are found from the upgrade on, by what they and their records are named', async () => {
    const folder = migrationsUpTo(29);
    await migrateDatabase(url, { migrationsFolder: folder });
    rmSync(folder, { recursive: true });
    const [id, invoice] = ['00000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-000000000002'];
    await sql`
      insert into shipments (id, provider, external_id, customer, status, status_reason, status_basis, progress, open_exceptions, archived,
        reported_at, learned_at)
      values (${id}, 'acme', '1', 'Nord & Wind', 'planned', '', 'none', '[]', 0, false, now(), now())`;
    await sql`
      insert into shipment_references (shipment_id, type, value, searchable, event_id)
      select ${id}, type, 'PO-1', 'PO1', gen_random_uuid() from unnest(array['purchase_order', 'order']) as type`;
    await sql`
      insert into legs (id, shipment_id, external_id, sequence, main, vessel_name, voyage)
      values (gen_random_uuid(), ${id}, '1', 1, true, 'Ever Alot', '042E')`;
    await sql`
      insert into invoices (id, provider, external_id, number, searchable, status, removed, reported_at, learned_at, kind)
      values (${invoice}, 'acme', '9', 'INV-9', 'INV9', 'paid', false, now(), now(), 'freight')`;
    await sql`
      insert into shipment_records (record_id, shipment_id, record_type, event_id)
      values (${invoice}, ${id}, 'invoice', gen_random_uuid())`;
    await migrateDatabase(url);
    const texts = ['PO-1', 'Nord & Wind', 'Ever Alot', 'Ever Alot 042E'];
    expect(
      await sql`select entity_id as "entityId", shipment_id as "shipmentId", terms from search_terms order by 1`,
    ).toEqual([
      { entityId: id, shipmentId: id, terms: searchTerms(texts) },
      { entityId: invoice, shipmentId: id, terms: searchTerms(['INV-9']) },
    ]);
  });
});

describe('addresses to which rules send already', async () => {
  const { url, sql } = await emptyDatabase('migrated_addresses');

  it('count as confirmed from the upgrade on, but those of removed rules', async () => {
    const folder = migrationsUpTo(36);
    await migrateDatabase(url, { migrationsFolder: folder });
    rmSync(folder, { recursive: true });
    await sql`
      insert into notification_rules (name, milestones, channel, target, target_key, enabled, created_by, created_at, removed_at)
      select 'rule', '{departed}', channel, target, lower(target), removed_at is null, 'test', now(), removed_at
      from (values ('email', 'Imports@example.com', null::timestamptz), ('email', 'imports@example.com', null),
        ('email', 'former@example.com', now()), ('slack', 'hooks.slack.com/…abcd', null)) as given (channel, target, removed_at)`;
    await migrateDatabase(url);
    const addresses =
      await sql`select target_key, confirmed_at is not null as confirmed, link_due_at from mail_addresses`;
    expect([...addresses]).toEqual([{ target_key: 'imports@example.com', confirmed: true, link_due_at: null }]);
  });
});

describe('a server without an extension that is needed', async () => {
  const { url, sql } = await emptyDatabase('migrated_without');

  it('is left as it is, with an error that says what to install', async () => {
    const migrations = { migrationsFolder: MIGRATIONS, extensions: ['pg_trgm', 'no_such_extension'] };
    await expect(migrateDatabase(url, migrations)).rejects.toThrow(
      'lacks the extension no_such_extension: install the contrib package',
    );
    expect(await sql`select from pg_tables where schemaname = 'public'`).toEqual([]);
  });
});

/** An empty database, which is dropped after the tests of the calling block. */
async function emptyDatabase(name: string) {
  const admin = openSql(inject('clusterUrl'), { max: 1 });
  await admin.unsafe(`create database ${name}`);
  const url = databaseOf(inject('clusterUrl'), name);
  const sql = openSql(url, { max: 1 });
  afterAll(async () => {
    await sql.end();
    await admin.unsafe(`drop database ${name} with (force)`);
    await admin.end();
  });
  return { url, sql };
}

/** A folder with the migrations up to a number, as an older version had them. */
function migrationsUpTo(last: number): string {
  const folder = temporaryFolder();
  cpSync(MIGRATIONS, folder, { recursive: true });
  const path = join(folder, 'meta', '_journal.json');
  const journal = JSON.parse(readFileSync(path, 'utf8')) as { entries: { idx: number }[] };
  writeFileSync(path, JSON.stringify({ ...journal, entries: journal.entries.filter(({ idx }) => idx <= last) }));
  return folder;
}
