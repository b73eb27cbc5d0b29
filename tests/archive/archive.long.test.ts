import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { archiveStore, storeAt } from '#db/archive/open-store.ts';
import { restoreFile } from '#db/archive/restore-file.ts';
import { type ArchiveOptions, previewArchive, runArchive } from '#db/archive/run.ts';
import { verifyArchive } from '#db/archive/verify.ts';
import { restoreBackup } from '#db/backup/restore.ts';
import { writeBackup } from '#db/backup/write.ts';
import { openDatabase, type Sql } from '#db/client.ts';
import { archiveHealth } from '#db/queries/archive-health.ts';
import { getDelivery, readDeliveryBody } from '#db/queries/delivery.ts';
import { deliveryOfEvent } from '#db/queries/evidence.ts';
import { liftHold, placeHold } from '#db/queries/shipment-hold.ts';
import { extendEnv } from '#lib/env.ts';
import { readHealth } from '#lib/health.ts';
import { replayEvents } from '#lib/inbox/replay.ts';
import { archiveIfDue } from '#lib/jobs/archive.ts';
import { RULES, type Rules } from '#lib/rebuild/rules.ts';
import { rebuild } from '#lib/rebuild/run.ts';
import { ARCHIVE_PLACES } from '#tests/support/archive-places.ts';
import { runCommand } from '#tests/support/command.ts';
import { ownDatabase } from '#tests/support/database.ts';
import { mvmntBatch, ownInbox } from '#tests/support/inbox.ts';
import { projectionSnapshot } from '#tests/support/projection-snapshot.ts';
import { departure } from '#tests/support/signed.ts';

/** Thirty months up to June 2026, of which twelve stay. */
const MONTHS = Array.from({ length: 30 }, (_, at) => new Date(Date.UTC(2024, at, 15)).toISOString().slice(0, 7));
const BEFORE = new Date('2025-07-01T00:00:00Z');
const ARCHIVED = 18;

/** Bytes that JSON text cannot hold, and ones that decoders like to change: a byte order mark, a NUL, a lone half of a character. */
const ODD = [
  Buffer.from([0xff, 0xfe, 0x7b, 0x00, 0xc3]),
  Buffer.from('\uFEFF{"id": "bom"'),
  Buffer.from('{"id": "nul\0"'),
  Buffer.from('{"id": "half \\ud800 \u2028'),
];

const NOTHING = { changed: 0, kept: 0, refused: 0, unreadEvents: 0, eventStates: [], fields: [] };

describe.each(Object.entries(ARCHIVE_PLACES))('the archive in %s', async (_kind, startPlace) => {
  const place = await startPlace();
  const url = await ownDatabase();
  const restoredUrl = await ownDatabase();
  const inbox = await ownInbox(url);
  const { sql } = inbox;
  const db = openDatabase(url, { max: 2 });
  const run = (more: Partial<ArchiveOptions> = {}) => {
    const small = { fileBytes: 1, frameBytes: 2_000, emptyRows: 2 };
    return runArchive(sql, { store: archiveStore(), before: BEFORE, by: 'test', ...small, ...more });
  };
  const bodies = new Map<string, Buffer>();
  const counts = async () =>
    (
      await sql`select (select count(*)::int from deliveries) as deliveries, (select count(*)::int from events) as events,
        (select count(*)::int from deliveries where body is not null) as stored,
        (select count(*)::int from deliveries where archive is not null) as archived`
    )[0];
  const expectSameBytes = async () => {
    for (const [id, body] of bodies) expect(Buffer.compare((await readDeliveryBody(db, id)) as Buffer, body)).toBe(0);
  };
  const fileOf = async (month: string) => {
    const [row] = await sql<{ file: string }[]>`select file from archive_files where month = ${month} order by number`;
    return row?.file ?? '';
  };
  const problems = async () => (await verifyArchive(sql, archiveStore())).problems;
  const deliver = async (body: string | Buffer, provider: 'flexport' | 'mvmnt' = 'flexport') => {
    const answer = await inbox.deliver(provider, body);
    return String('delivery' in answer.body ? answer.body.delivery : '');
  };
  const deliverIn = async (month: string, body: string | Buffer, provider?: 'mvmnt') => {
    const id = await deliver(body, provider);
    await sql`update deliveries set received_at = ${`${month}-15T12:00:00Z`} where id = ${id}`;
    bodies.set(id, Buffer.from(body));
    return id;
  };

  beforeAll(async () => {
    extendEnv({ ...place.settings, ARCHIVE_AFTER_MONTHS: '' });
    for (const month of MONTHS) await deliverIn(month, departure(`evt-${month}`));
    for (const body of ODD) await deliverIn('2024-02', body);
    // More than one batch of bytes, so more than one file.
    for (let at = 0; at < 5; at += 1) await deliverIn('2024-04', mvmntBatch(1, 950_000, `large-${at}`), 'mvmnt');
    await inbox.drain();
  }, 60_000);
  afterAll(async () => {
    await db.$client.end();
    await place.close();
  });

  it.each(['written', 'listed', 'emptying'] as const)('loses nothing if it is killed when a file is %s', async (at) => {
    const total = await counts();
    const killed = new Error('killed');
    const dying = run({
      onStep: (step) => {
        if (step === at) throw killed;
      },
    });
    await expect(dying).rejects.toBe(killed);
    await expectSameBytes();
    expect(await counts()).toMatchObject({ deliveries: total?.deliveries, events: total?.events });
  });

  it('continues after that, moves whole months into files, and receives webhooks meanwhile', async () => {
    const preview = await previewArchive(sql, BEFORE);
    expect(preview.map(({ month }) => month)).toEqual(MONTHS.slice(1, ARCHIVED));
    let received = 0;
    await run({
      onStep: async (step) => {
        if (step !== 'emptying' || received >= 3) return;
        received += 1;
        await deliver(departure(`meanwhile-${received}`));
        expect(await inbox.drain()).toBe(1);
      },
    });
    expect(received).toBe(3);
    const moved = ARCHIVED + ODD.length + 5;
    expect(await counts()).toMatchObject({ archived: moved, stored: bodies.size - moved + received });
    const files = await sql<{ month: string }[]>`select month from archive_files order by number`;
    expect([...new Set(files.map(({ month }) => month))]).toEqual(MONTHS.slice(0, ARCHIVED));
    expect(files.filter(({ month }) => month === '2024-04').length).toBe(2);
    await expectSameBytes();
    expect(await run()).toEqual({ files: [] });
  });

  it('refuses a place that is not the one of its files, such as a disk that is not mounted, and removes nothing', async () => {
    const files = place.files();
    const before = await counts();
    await expect(run({ store: storeAt(place.other), before: new Date() })).rejects.toThrow(/is missing/);
    expect(await counts()).toEqual(before);
    expect(place.files()).toEqual(files);
  });

  it('is verified by its chain, with the command', async () => {
    const { code, output } = await command('archive', '--verify');
    expect(output).toMatch(/^19 files with 27 deliveries: all as they were written$/m);
    expect(code).toBe(0);
    expect((await command('archive', '--verify', '--dry-run')).code).toBe(2);
  });
  const command = (name: string, ...args: string[]) => {
    Object.assign(process.env, place.settings);
    return runCommand(name, url, ...args);
  };

  it('still answers why: the page of a webhook of month three has its payload and says where from', async () => {
    const [row] = await sql<{ id: string }[]>`select id from events where key = 'brief:evt-2024-03'`;
    const place = await deliveryOfEvent(db, row?.id ?? '');
    const page = await getDelivery(db, place?.deliveryId ?? '', { limit: 10 });
    expect(JSON.parse(Buffer.from(page?.body ?? []).toString())).toMatchObject({ id: 'evt-2024-03' });
    expect(page?.archiveFile).toMatch(/^2024-03-\d{5}-[0-9a-f]{12}\.ndjson\.gz$/);
    expect(page?.headers).toMatchObject({ 'content-type': 'application/json' });
  });

  it('knows archived keys: the same bytes are a duplicate, other content is a version', async () => {
    const body = departure('evt-2024-05');
    const repeated = await deliver(body);
    const spaced = await deliver(JSON.stringify(JSON.parse(body), null, 2));
    const statuses = await sql`select status from deliveries where id = any(${[repeated, spaced]}::uuid[])`;
    expect(statuses.map(({ status }) => status)).toEqual(['duplicate', 'duplicate']);
    expect(await readDeliveryBody(db, repeated)).toEqual(Buffer.from(body));
    await deliver(departure('evt-2024-05', undefined, '2024-05-20T10:00:00Z'));
    await inbox.drain();
    const versions = await sql`select version, state from events where key = 'brief:evt-2024-05' order by version`;
    expect(versions.map((row) => ({ ...row }))).toEqual([
      { version: 1, state: 'processed' },
      { version: 2, state: 'processed' },
    ]);
  });

  it('replays and rebuilds from its files, with the same result', async () => {
    const shown = await projectionSnapshot(sql);
    const [row] = await sql<{ id: string }[]>`select delivery_id as id from events where key = 'brief:evt-2024-06'`;
    expect(await replayEvents(sql, inbox.queue, { delivery: row?.id }, { by: 'test' })).toMatchObject({ replayed: 1 });
    expect(await inbox.drain()).toBe(1);
    const [event] = await sql`select state, reason from events where key = 'brief:evt-2024-06'`;
    expect(event).toMatchObject({ state: 'processed', reason: null });
    expect(await rebuild(sql)).toMatchObject(NOTHING);
    expect(await projectionSnapshot(sql)).toBe(shown);
  });

  it('keeps the values of an event whose earlier version cannot be read any more when the later one is', async () => {
    const shown = await projectionSnapshot(sql);
    const file = await fileOf('2024-05');
    const isLater = (events: readonly { key: string; version: number }[]) =>
      events.some(({ key, version }) => key === 'brief:evt-2024-05' && version === 2);
    let putBack = () => {};
    const normalise: Rules['normalise'] = (events, ...rest) => {
      if (isLater(events) && place.has(file)) putBack = place.hide(file);
      return RULES.normalise(events, ...rest);
    };
    const limits = { events: 1, bodyBytes: 4_000_000, entities: 100 };
    const report = await rebuild(sql, { rules: { ...RULES, normalise }, limits });
    putBack();
    const unreadReasons = [expect.stringMatching(/^The archive file 2024-05-\S+ is missing$/)];
    expect(report).toMatchObject({ changed: 0, kept: 1, unreadEvents: 1, unreadReasons });
    expect(await projectionSnapshot(sql)).toBe(shown);
    expect(await rebuild(sql)).toMatchObject(NOTHING);
  });

  it('says what is wrong where a file is missing, and keeps every value', async () => {
    const shown = await projectionSnapshot(sql);
    const putBack = place.hide(await fileOf('2024-06'));
    const [row] = await sql<{ id: string }[]>`select delivery_id as id from events where key = 'brief:evt-2024-06'`;
    const problem = expect.stringMatching(/^The archive file 2024-06-\S+ is missing$/);
    expect(await readDeliveryBody(db, row?.id ?? '')).toEqual({ problem });
    expect(await getDelivery(db, row?.id ?? '', { limit: 10 })).toMatchObject({
      body: null,
      bodyProblem: { message: problem, isStoreAway: false },
    });
    expect(await rebuild(sql)).toMatchObject({ changed: 0, unreadEvents: 1, unreadReasons: [problem] });
    await replayEvents(sql, inbox.queue, { delivery: row?.id }, { by: 'test' });
    await inbox.drain();
    expect((await sql`select state, reason from events where key = 'brief:evt-2024-06'`)[0]).toEqual({
      state: 'pending',
      reason: problem,
    });
    expect(await problems()).toEqual([problem]);
    putBack();
    await replayEvents(sql, inbox.queue, { delivery: row?.id }, { by: 'test' });
    await inbox.drain();
    expect((await sql`select state from events where key = 'brief:evt-2024-06'`)[0]).toEqual({ state: 'processed' });
    expect(await projectionSnapshot(sql)).toBe(shown);
  });

  it('finds what was tampered with: a byte, a line, an entry, and a removed end', async () => {
    const file = await fileOf('2024-07');
    const original = place.read(file);
    const [row] = await sql<{ id: string }[]>`select delivery_id as id from events where key = 'brief:evt-2024-07'`;
    const changed = [original.with(40, (original[40] ?? 0) ^ 1), forged(original)];
    for (const bytes of changed) {
      place.write(file, bytes);
      expect(await problems()).toEqual([expect.stringMatching(/2024-07-\S+ was changed/)]);
      expect(await readDeliveryBody(db, row?.id ?? '')).toEqual({ problem: expect.stringMatching(/damaged|changed/) });
    }
    place.write(file, original);
    const entry = file.replace('.ndjson.gz', '.json');
    const text = place.read(entry).toString();
    place.write(entry, text.replace('"deliveries": 1', '"deliveries": 2'));
    expect(await problems()).toEqual([expect.stringMatching(/^The manifest entry of 2024-07/)]);
    place.write(entry, text);
    const putBack = place.hide(await fileOf(MONTHS[ARCHIVED - 1] ?? ''));
    const { code, output } = await command('archive', '--verify');
    expect(output).toContain('is missing');
    expect(code).toBe(1);
    putBack();
    expect(await problems()).toEqual([]);
  });

  it('stays out of a backup, which proves itself', async () => {
    const scratch = mkdtempSync(join(tmpdir(), 'fairlead-backup-'));
    const backup = join(scratch, 'backup');
    await writeBackup(url, backup);
    await restoreBackup(restoredUrl, backup);
    rmSync(scratch, { recursive: true });
    const restored = openDatabase(restoredUrl, { max: 2 });
    const page = await listArchivedIds(restored.$client);
    expect(page.length).toBe(ARCHIVED + ODD.length + 5);
    for (const id of page) expect(await readDeliveryBody(restored, id)).toEqual(bodies.get(id));
    expect((await verifyArchive(restored.$client, archiveStore())).problems).toEqual([]);
    await restored.$client.end();
  });

  it('puts the bodies of a file back, byte for byte, and takes them again', async () => {
    const before = await counts();
    const first = await fileOf('2024-02');
    const { output } = await command('restore', `${place.settings.ARCHIVE_DIR}/${first}`);
    expect(output).toMatch(/^Put 5 of 5 bodies back from 2024-02-\S+; 0 were in the database already\.$/m);
    const again = { deliveries: 5, restored: 0, present: 5, differing: [], unknown: [] };
    expect(await restoreFile(sql, archiveStore(), await fileOf('2024-02'), 'test')).toMatchObject(again);
    const rows = await sql<{ id: string; body: Buffer }[]>`select id, body from deliveries
      where body is not null and received_at < '2024-03-01'`;
    expect(rows.length).toBe(5);
    for (const { id, body } of rows) expect(Buffer.compare(body, bodies.get(id) ?? Buffer.alloc(0))).toBe(0);
    // One with other bytes than the file has, one that the database does not have, and three that are as they were.
    const [changed = '', gone = ''] = rows.map(({ id }) => id);
    await sql`create table kept as select * from deliveries where id = any(${[changed, gone]}::uuid[])`;
    await sql`update deliveries set body = 'other' where id = ${changed}`;
    await sql`delete from deliveries where id = ${gone}`;
    const differing = { restored: 0, present: 3, differing: [changed], unknown: [gone] };
    expect(await restoreFile(sql, archiveStore(), await fileOf('2024-02'), 'test')).toMatchObject(differing);
    const repeated = await command('restore', `${place.settings.ARCHIVE_DIR}/${first}`);
    expect(repeated.output).toContain(`1 differ from what the database has or expects, which stays: ${changed}`);
    expect(repeated.output).toContain(`1 are of webhooks that this database does not know: ${gone}`);
    expect(repeated.code).toBe(1);
    expect(await sql`select convert_from(body, 'UTF8') as body from deliveries where id = ${changed}`).toEqual([
      { body: 'other' },
    ]);
    await sql`delete from deliveries where id = ${changed}`;
    await sql`insert into deliveries select * from kept`;
    await sql`drop table kept`;
    await run();
    expect(await counts()).toEqual(before);
    await expectSameBytes();
    // A later file has them now; the first one still puts them back.
    const once = { restored: 5, present: 0, differing: [], unknown: [] };
    expect(await restoreFile(sql, archiveStore(), first, 'test')).toMatchObject(once);
    await run();
    await expectSameBytes();
    await expect(restoreFile(sql, archiveStore(), '/tmp/other.ndjson.gz', 'test')).rejects.toThrow(
      'is not in the archive',
    );
  });

  it('leaves the webhooks of a shipment with a hold in the database until it is lifted', async () => {
    const [shipment] = await sql<{ id: string }[]>`select id from shipments where external_id = 'SHP-evt-2025-07'`;
    const id = shipment?.id ?? '';
    expect(await placeHold(db, 'ada@example.com', id, 'Claim of a customer')).toMatchObject({
      reason: 'Claim of a customer',
    });
    expect(await placeHold(db, 'ada@example.com', randomUUID(), 'Nothing')).toBeNull();
    const before = new Date('2025-09-01T00:00:00Z');
    const deliveriesOf = async () => (await run({ before }))?.files.map(({ month }) => month);
    expect(await deliveriesOf()).toEqual(['2025-08']);
    expect(await liftHold(db, 'ada@example.com', id, 'Claim settled')).toBe(true);
    expect(await liftHold(db, 'ada@example.com', id, 'Claim settled')).toBe(false);
    const audited = await sql`select action, subject from audit_entries where action like 'hold%' order by id`;
    expect(audited.map((row) => Object.values(row))).toEqual([
      ['hold-placed', `shipment ${id}: Claim of a customer`],
      ['hold-lifted', `shipment ${id}: Claim settled`],
    ]);
    expect(await deliveriesOf()).toEqual(['2025-07']);
    await expectSameBytes();
    expect(await problems()).toEqual([]);
  });

  it('does not make Fairlead unhealthy if its state cannot be read in time', async () => {
    const probe = async () => null;
    expect(await readHealth({ db, probe, worker: true })).toMatchObject({ status: 'ok', archive: { failed: false } });
    const busy = await sql.reserve();
    await busy`begin`;
    await busy`lock table archive_status in access exclusive mode`;
    expect(await readHealth({ db, probe, worker: true })).toMatchObject({ status: 'ok', archive: null });
    await busy`rollback`;
    busy.release();
  });

  it('does not let the age of its oldest body take longer than a moment', async () => {
    const busy = await sql.reserve();
    await busy`begin`;
    await busy`lock table deliveries in access exclusive mode`;
    const startedAt = performance.now();
    expect(await archiveHealth(db)).toMatchObject({ oldestBodySeconds: null, failed: false });
    expect(performance.now() - startedAt).toBeLessThan(2_000);
    await busy`rollback`;
    busy.release();
    expect(await archiveHealth(db)).toMatchObject({ oldestBodySeconds: expect.any(Number) });
  });

  it('is done once a day by a worker where it is switched on, and health knows the last run and its failure', async () => {
    await archiveIfDue(sql);
    expect(await archiveHealth(db)).toMatchObject({ lastFinishedSeconds: null, failed: false });
    extendEnv({ ARCHIVE_AFTER_MONTHS: '1', ARCHIVE_DIR: place.broken });
    await expect(archiveIfDue(sql)).rejects.toThrow();
    expect(await archiveHealth(db)).toMatchObject({ lastFinishedSeconds: null, failed: true });
    extendEnv(place.settings);
    await archiveIfDue(sql);
    const month = 31 * 86_400;
    const { oldestBodySeconds, ...rest } = await archiveHealth(db);
    expect(rest).toEqual({ lastFinishedSeconds: expect.any(Number), failed: false });
    expect(oldestBodySeconds).toBeLessThan(2 * month);
    const { length } = await sql`select from archive_files`;
    await sql`update deliveries set received_at = '2025-01-15' where body is not null`;
    await archiveIfDue(sql);
    expect((await sql`select from archive_files`).length).toBe(length);
  });
});

async function listArchivedIds(sql: Sql): Promise<string[]> {
  return (await sql<{ id: string }[]>`select id from deliveries where archive is not null`).map(({ id }) => id);
}

/** The same file with another shipment in it, well formed. */
function forged(file: Buffer): Buffer {
  return gzipSync(gunzipSync(file).toString().replace('SHP-evt', 'SHP-xvt'));
}
