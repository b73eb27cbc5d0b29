import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BodyView } from '#components/deliveries/body-view.tsx';
import { archiveStore } from '#db/archive/open-store.ts';
import { runArchive } from '#db/archive/run.ts';
import { verifyArchive } from '#db/archive/verify.ts';
import { openDatabase } from '#db/client.ts';
import { archiveHealth } from '#db/queries/archive-health.ts';
import { getDelivery, readDeliveryBody } from '#db/queries/delivery.ts';
import { extendEnv } from '#lib/env.ts';
import { readHealth } from '#lib/health.ts';
import { replayEvents } from '#lib/inbox/replay.ts';
import { archiveIfDue } from '#lib/jobs/archive.ts';
import { eventually } from '#tests/support/await.ts';
import { runCommand } from '#tests/support/command.ts';
import { ownDatabase } from '#tests/support/database.ts';
import { ownInbox } from '#tests/support/inbox.ts';
import { BUCKET, S3_KEY, type S3Server, startS3Server } from '#tests/support/s3-server.ts';
import { departure } from '#tests/support/signed.ts';

const MONTHS = ['2025-01', '2025-02', '2025-03'];

describe('an archive in an object store', async () => {
  const url = await ownDatabase();
  const inbox = await ownInbox(url);
  const { sql } = inbox;
  const db = openDatabase(url, { max: 2 });
  const bodies = new Map<string, Buffer>();
  let server: S3Server;

  const run = (onStep?: (step: string, file: string) => unknown) =>
    runArchive(sql, {
      store: archiveStore(),
      before: new Date('2025-06-01'),
      by: 'test',
      ...(onStep && { onStep }),
    });
  const counts = async () =>
    (
      await sql`select count(*) filter (where body is not null)::int as stored, count(*) filter (where archive is not null)::int
        as archived, (select count(*)::int from archive_files) as files from deliveries`
    )[0];
  const idOf = (month: string) => [...bodies.keys()][MONTHS.indexOf(month)] ?? '';

  /** The server is away, until it is started again at the same port with what it had. */
  const restart = async () => {
    server = await startS3Server({ port: server.port, objects: server.objects });
    // Whoever waited in vain is not let wait again for a while; other settings open the store anew.
    extendEnv({});
  };

  beforeAll(async () => {
    server = await startS3Server();
    extendEnv({ ...server.settings, ARCHIVE_DIR: `s3://${BUCKET}/fairlead` });
    for (const month of MONTHS) {
      const body = departure(`evt-${month}`);
      const answer = await inbox.deliver('flexport', body);
      const id = String('delivery' in answer.body ? answer.body.delivery : '');
      await sql`update deliveries set received_at = ${`${month}-15T12:00:00Z`} where id = ${id}`;
      bodies.set(id, Buffer.from(body));
    }
    await inbox.drain();
  });
  afterAll(async () => {
    await db.$client.end();
    await server.stop();
  });

  it('that takes nothing, whose bucket is missing or that refuses the key, costs no body and tells no secret', async () => {
    const secrets = new RegExp(`${S3_KEY.accessKeyId}|${S3_KEY.secretAccessKey.replaceAll('+', '\\+')}|wrong-secret`);
    for (const [settings, reason] of [
      [{ ARCHIVE_DIR: 's3://no-such-bucket' }, '404 NoSuchBucket'],
      [{ AWS_SECRET_ACCESS_KEY: 'wrong-secret' }, '403 SignatureDoesNotMatch'],
    ] as const) {
      extendEnv({ ARCHIVE_AFTER_MONTHS: '1', ...settings });
      await expect(archiveIfDue(sql)).rejects.toThrow(reason);
      Object.assign(process.env, server.settings, { ARCHIVE_DIR: `s3://${BUCKET}/fairlead` }, settings);
      const { code, output } = await runCommand('archive', url, '--before', '1');
      expect(output).toBe(`The archive cannot be written right now: it answered ${reason}\n`);
      expect(code).toBe(1);
      extendEnv({ ...server.settings, ARCHIVE_DIR: `s3://${BUCKET}/fairlead` });
    }
    expect(await archiveHealth(db)).toMatchObject({ failed: true, lastFinishedSeconds: null });
    const [status] = await sql<{ error: string }[]>`select error from archive_status`;
    expect(status?.error).not.toMatch(secrets);
    expect(await counts()).toEqual({ stored: 3, archived: 0, files: 0 });
    expect(server.objects.size).toBe(0);
  });

  it('that changes a file before it is read back keeps every body in the database', async () => {
    const change = (step: string, file: string) => {
      if (step !== 'written') return;
      const bytes = server.objects.get(`fairlead/${file}`) ?? Buffer.alloc(0);
      const at = bytes.length - 9;
      server.objects.set(`fairlead/${file}`, bytes.with(at, ~(bytes[at] ?? 0)) as Buffer);
    };
    await expect(run(change)).rejects.toThrow(/was changed: its SHA-256 is not that of the manifest$/);
    const truncate = (step: string, file: string) => {
      const bytes = server.objects.get(`fairlead/${file}`) ?? Buffer.alloc(0);
      if (step === 'written') server.objects.set(`fairlead/${file}`, bytes.subarray(0, -100));
    };
    await expect(run(truncate)).rejects.toThrow(/was changed/);
    expect(await counts()).toEqual({ stored: 3, archived: 0, files: 0 });
  });

  it('that does not answer does not hold up the end of the process, and the run is no failure', async () => {
    const ending = new AbortController();
    server.faults.push(null, 'hangs');
    const options = { store: archiveStore(), before: new Date('2025-06-01'), by: 'test', signal: ending.signal };
    const running = runArchive(sql, options);
    await eventually(
      async () => server.faults.length,
      (left) => left === 0,
    );
    ending.abort();
    expect(await running).toEqual({ files: [] });
    expect(await counts()).toEqual({ stored: 3, archived: 0, files: 0 });
  });

  it('that fails again and again has each body once in the end, and is asked for nothing but storing, reading and one list', async () => {
    server.requests.length = 0;
    const { faults } = server;
    // The list; the first file and its entry; reading it back.
    faults.push({ status: 503, code: 'SlowDown' }, null, 'cut-request', 'lost-answer', null, 'lost-answer', null);
    faults.push('cut-answer', 'short-answer', { status: 500, code: 'InternalError' });
    const result = await run();
    expect(result?.files.map(({ month }) => month)).toEqual(MONTHS);
    expect(faults).toEqual([]);
    expect(await counts()).toEqual({ stored: 0, archived: 3, files: 3 });
    const kinds = server.requests.map(({ method, path }) => `${method} ${path.replace(/^\/[^?]*/, '')}`);
    expect([...new Set(kinds)].sort()).toEqual(['GET ', 'GET ?list-type=2&max-keys=1&prefix=fairlead%2F', 'PUT ']);
    expect([...server.objects.keys()].filter((key) => key.endsWith('.gz')).length).toBe(3);
    expect((await verifyArchive(sql, archiveStore())).problems).toEqual([]);
    for (const [id, body] of bodies) expect(await readDeliveryBody(db, id)).toEqual(body);
  });

  it('that is away is what the page of a webhook says, and nothing else breaks', async () => {
    await server.stop();
    const page = await getDelivery(db, idOf('2025-01'), { limit: 10 });
    const message = 'The archive cannot be read right now: the connection failed (ECONNREFUSED)';
    expect(page).toMatchObject({ body: null, bodyProblem: { message, isStoreAway: true }, status: 'accepted' });
    expect(page?.events.data.map(({ key }) => key)).toEqual(['brief:evt-2025-01']);
    const view = { address: '/deliveries/1', view: 'pretty', besideMany: false } as const;
    const { body = null, archiveFile = null, bodyProblem: problem = null } = page ?? {};
    const html = renderToStaticMarkup(createElement(BodyView, { ...view, body, archiveFile, problem }));
    expect(html).toContain(`${message}. Nothing is lost: reload the page in a while.`);
    const probe = async () => null;
    expect(await readHealth({ db, probe, worker: true })).toMatchObject({ status: 'ok' });
    await restart();
    expect(await readDeliveryBody(db, idOf('2025-01'))).toEqual(bodies.get(idOf('2025-01')));
  });

  it('that does not answer delays no webhook by more than its sender waits, and what it was needed for is done afterwards', async () => {
    server.faults.push(...Array.from({ length: 20 }, () => 'hangs' as const));
    const answer = await inbox.deliver('flexport', departure('evt-2025-02', undefined, '2025-02-20T10:00:00Z'));
    expect(answer.status).toBe(200);
    await replayEvents(sql, inbox.queue, { delivery: idOf('2025-03') }, { by: 'test' });
    await inbox.deliver('flexport', departure('evt-new'));
    await inbox.drain();
    const states = async () =>
      Object.fromEntries(
        (await sql<{ key: string; version: number; state: string }[]>`select key, version, state from events`).map(
          ({ key, version, state }) => [`${key} ${version}`, state],
        ),
      );
    expect(await states()).toMatchObject({
      'brief:evt-new 1': 'processed',
      'brief:evt-2025-02 2': 'pending',
      'brief:evt-2025-03 1': 'pending',
    });
    server.faults.length = 0;
    extendEnv({});
    const settled = async () => {
      await inbox.drain();
      return Object.values(await states());
    };
    await eventually(settled, (found) => found.every((state) => state === 'processed'));
    expect(await settled()).toHaveLength(5);
  }, 60_000);
});
