import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSql, type Sql } from '#db/client.ts';
import { type ApiClient, apiClient, signIn } from '#tests/support/api.ts';
import { eventually } from '#tests/support/await.ts';
import { ownDatabase } from '#tests/support/database.ts';
import { mvmntBatch } from '#tests/support/inbox.ts';
import { type Server, startServer } from '#tests/support/server.ts';
import { deliver, departure, keyed, signed } from '#tests/support/signed.ts';

type Replay = { id: string; selected: number; states: { state: string; count: number }[] | null };

let server: Server;
let sql: Sql;
let request: ApiClient;
let cookie: string;
beforeAll(async () => {
  const databaseUrl = await ownDatabase();
  sql = openSql(databaseUrl, { max: 2 });
  server = await startServer({ databaseUrl });
  request = apiClient(server);
  cookie = await signIn(server);
});
afterAll(async () => {
  await server.stop();
  await sql.end();
});

const page = async (path: string) => (await fetch(`${server.url}${path}`, { headers: { cookie } })).text();
const settled = (delivery: string) =>
  eventually(
    () =>
      sql`select count(*) filter (where state = 'pending')::int as pending from events where delivery_id = ${delivery} having count(*) > 0`,
    ([row]) => row?.pending === 0,
  );

describe('a delivery of 5,000 events', () => {
  let delivery: string;
  beforeAll(async () => {
    const body = mvmntBatch(5_000);
    delivery = String((await deliver(server.url, 'mvmnt', body, keyed())).body.delivery);
    await settled(delivery);
  });

  it('has pages under 300 kB that can be paged through', async () => {
    const first = await page(`/deliveries/${delivery}`);
    expect(first.length).toBeLessThan(300_000);
    expect(first).toContain('50 of 5,000 events');
    const next = /href="(\/deliveries\/[^"]+cursor=[^"]+)"/.exec(first)?.[1] ?? '';
    const second = await page(next.replaceAll('&amp;', '&'));
    expect(second).toContain('batch-50:');
    expect(second).not.toContain('batch-49:');
  });

  it('opens at the page of the event in a link, with its payload unfolded', async () => {
    const [event] = await sql`select id, key from events where delivery_id = ${delivery} and position = 1234`;
    for (const named of [event?.id, encodeURIComponent(event?.key), '1234']) {
      const opened = (await page(`/deliveries/${delivery}?event=${named}`)).replaceAll('&quot;', '"');
      expect(opened).toContain('batch-1200:');
      expect(opened).not.toContain('batch-1199:');
      expect([...opened.matchAll(/<details open/g)]).toHaveLength(1);
      expect(opened).toContain('"friendlyId": "SHP-1234"');
    }
    expect(await page(`/deliveries/${delivery}?event=nothing`)).toContain('does not contain the event of the link');
    const moved = await fetch(`${server.url}/deliveries/by-event/${event?.id}`, {
      headers: { cookie },
      redirect: 'manual',
    });
    expect(moved.headers.get('location')).toContain(`/deliveries/${delivery}?event=${event?.id}#event-${event?.id}`);
  });

  it('is in the log and in the API with its first events and all counts', async () => {
    expect((await page('/deliveries')).length).toBeLessThan(300_000);
    const answer = await request('/deliveries');
    const text = await answer.text();
    expect(text.length).toBeLessThan(50_000);
    const [listed] = (JSON.parse(text) as { data: { events: object[]; states: object[] }[] }).data;
    expect(listed?.events).toHaveLength(20);
    expect(listed?.states).toMatchObject([{ state: 'processed', count: 5_000, attempts: 1 }]);
  });

  it('can be read through the API, each event once', async () => {
    const keys = new Set<string>();
    for (let cursor: string | null = ''; cursor !== null; ) {
      const answer = await request(
        `/deliveries/${delivery}/events?limit=200&fields=id&cursor=${cursor}`.replace(/&cursor=$/, ''),
      );
      const listed = (await answer.json()) as { data: { id: string }[]; nextCursor: string | null };
      for (const { id } of listed.data) keys.add(id);
      cursor = listed.nextCursor;
    }
    expect(keys.size).toBe(5_000);
  });

  it('can be downloaded byte for byte', async () => {
    const answer = await fetch(`${server.url}/deliveries/${delivery}/body`, { headers: { cookie } });
    expect(answer.headers.get('content-disposition')).toContain('attachment');
    expect(await answer.text()).toBe(mvmntBatch(5_000));
  });
});

describe('the webhook log', () => {
  it('17: flags a captured request that is sent again later as a late repeat: 200, and nothing changes', async () => {
    const body = departure('captured');
    const first = await deliver(server.url, 'flexport', body, signed(body));
    await settled(String(first.body.delivery));
    const [before] = await sql`select count(*) from effects`;
    // Six minutes later. Neither provider signs a time, so a repeated request is not rejected.
    await sql`update events set received_at = received_at - interval '6 minutes' where key = 'brief:captured'`;
    const again = await deliver(server.url, 'flexport', body, signed(body));
    expect(again).toMatchObject({ status: 200, body: { duplicate: true } });
    expect((await sql`select count(*) from effects`)[0]).toEqual(before);
    expect((await page('/deliveries?status=duplicate')).replaceAll('<!-- -->', '')).toContain('late repeat, 6 min');
    const listed = (await (await request('/deliveries?status=duplicate')).json()) as {
      data: { firstReceivedAt: string }[];
    };
    expect(listed.data[0]?.firstReceivedAt).toEqual(expect.any(String));
  });

  it('links the versions of an event', async () => {
    const bodies = [departure('two', 'SHP-TWO'), departure('two', 'SHP-TWO', '2026-03-13T14:30:00+08:00')];
    const ids: string[] = [];
    for (const body of bodies)
      ids.push(String((await deliver(server.url, 'flexport', body, signed(body))).body.delivery));
    for (const id of ids) await settled(id);
    for (const [at, id] of ids.entries()) {
      const text = (await page(`/deliveries/${id}`)).replaceAll('<!-- -->', '');
      expect(text).toContain(`Version ${at + 1}; see version`);
    }
  });

  it('replays all matching events through the API, after a dry run with their number', async () => {
    const dry = await request('/deliveries/replay?provider=mvmnt&status=processed&dryRun=true', undefined, 'POST');
    expect(await dry.json()).toMatchObject({
      data: { matching: 5_000, replayed: 0, replay: null, preview: { deliveries: 1 } },
    });
    const done = await request('/deliveries/replay?provider=mvmnt&status=processed', undefined, 'POST');
    const answer = (await done.json()) as { data: { replay: string } };
    expect(answer).toMatchObject({ data: { matching: 5_000, replayed: 5_000, next: null, preview: null } });
    expect((await request('/deliveries/replay?status=nonsense', undefined, 'POST')).status).toBe(400);
    const [entry] =
      await sql`select actor, subject from audit_entries where action = 'replayed' order by id desc limit 1`;
    expect(entry).toMatchObject({ subject: expect.stringContaining('5000 events') });

    const small = await request(
      '/deliveries/replay?provider=flexport&status=processed&until=2100-01-01T00:00:00Z',
      undefined,
      'POST',
    );
    const { data } = (await small.json()) as { data: { replay: string; replayed: number } };
    await eventually(
      async () => ((await (await request('/deliveries/replays')).json()) as { data: Replay[] }).data,
      (replays) => replays[0]?.states?.every(({ state }) => state === 'processed') ?? false,
    );
    const { data: replays } = (await (await request('/deliveries/replays')).json()) as { data: Replay[] };
    expect(replays.slice(0, 2)).toMatchObject([
      { id: data.replay, selected: data.replayed, states: [{ state: 'processed', count: data.replayed }] },
      { id: answer.data.replay, selected: 5_000, states: null },
    ]);
    expect(await page('/deliveries/replays')).toContain('Source Flexport');
  });
});
