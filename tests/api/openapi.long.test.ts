import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase, openSql } from '#db/client.ts';
import { issueShareLink } from '#db/queries/share-links.ts';
import { type Described, openApi } from '#lib/api/openapi.ts';
import { methodOf } from '#lib/api/operation.ts';
import { answerOf, operations } from '#lib/api/operations.ts';
import { addStakeholder } from '#lib/notices/followed/stakeholders.ts';
import { type ApiClient, apiClient, signIn } from '#tests/support/api.ts';
import { ownDatabase } from '#tests/support/database.ts';
import { storeDocuments } from '#tests/support/document-fixtures.ts';
import { storeReconcileResults } from '#tests/support/reconciled.ts';
import { type Server, startServer } from '#tests/support/server.ts';
import { deliver, departure, signed } from '#tests/support/signed.ts';
import { storeNotice } from '#tests/support/stored-notice.ts';
import { storeSettings } from '#tests/support/stored-settings.ts';

const document = openApi();
const described = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]): [string, Described] => [`${method} ${path}`, operation]),
);

describe('the OpenAPI document', () => {
  it('has every route, and no other', () => {
    const root = join(import.meta.dirname, '../../app/api/v1');
    const routes = globSync('**/route.ts', { cwd: root }).flatMap((file) => {
      const text = readFileSync(join(root, file), 'utf8');
      const path = `/${file.replace(/\/route\.ts$/, '').replace(/\[(\w+)\]/g, '{$1}')}`;
      const methods = [...text.matchAll(/^export (?:const|(?:async )?function) (GET|POST|PUT|PATCH|DELETE)\b/gm)];
      return methods.map(([, method = '']) => `${method.toLowerCase()} ${path}`);
    });
    expect(routes.length).toBeGreaterThan(15);
    expect(described.map(([name]) => name).sort()).toEqual(routes.sort());
  });

  it('has no dangling references', () => {
    const refs = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g)].map(([, ref = '']) => ref);
    expect(refs.length).toBeGreaterThan(50);
    const found = (ref: string) =>
      ref
        .replace(/^#\//, '')
        .split('/')
        .reduce<unknown>((inside, key) => (inside as Record<string, unknown> | undefined)?.[key], document);
    expect([...new Set(refs)].filter((ref) => found(ref) === undefined)).toEqual([]);
  });

  it('distinguishes provider requests by their kind', () => {
    const schema = document.paths['/requests']?.post?.requestBody?.content['application/json']?.schema;
    expect(schema?.discriminator).toEqual({
      propertyName: 'kind',
      mapping: {
        booking: '#/components/schemas/BookingRequest',
        amendment: '#/components/schemas/AmendmentRequest',
        product: '#/components/schemas/ProductRequest',
      },
    });
  });

  it('has every operation once, describes every parameter and every error', () => {
    const ids = described.map(([, { operationId }]) => operationId);
    expect(new Set(ids).size).toBe(ids.length);
    for (const [name, { parameters, summary, responses }] of described) {
      expect(summary, name).not.toBe('');
      for (const { name: parameter, description, schema } of parameters) {
        expect(description.length, `${name} ${parameter}`).toBeGreaterThan(5);
        expect(schema, `${name} ${parameter}`).not.toEqual({});
      }
      expect(parameters.some(({ in: place }) => place === 'path')).toBe(name.includes('{id}'));
      expect(
        Object.keys(responses).some((status) => /^20[01]$/.test(status)),
        name,
      ).toBe(true);
      if (!name.endsWith('.json'))
        expect(Object.keys(responses)).toEqual(expect.arrayContaining(['400', '401', '500']));
    }
  });
});

type Listed = { id: string; recipients?: { id: string }[] };

describe('the responses of the API', () => {
  let server: Server;
  let request: ApiClient;
  let databaseUrl: string;
  beforeAll(async () => {
    databaseUrl = await ownDatabase();
    const sql = openSql(databaseUrl, { max: 2 });
    await storeDocuments(sql);
    await storeReconcileResults(sql, '800');
    await storeNotice(sql);
    await storeSettings(sql);
    await sql`update containers set last_free_day = to_char(now() at time zone 'UTC', 'YYYY-MM-DD')`;
    const [shipment] = await sql<{ id: string }[]>`select id from shipments limit 1`;
    await sql.end();
    const db = openDatabase(databaseUrl, { max: 1 });
    const stake = { scope: 'shipment', subjectId: shipment?.id ?? '' } as const;
    await addStakeholder(db, 'ops@example.com', { ...stake, email: 'customer@example.com' });
    await issueShareLink(db, 'ops@example.com', {
      recipient: 'Somebody',
      days: 14,
      list: '/containers',
      search: '',
      fields: ['number'],
    });
    await db.$client.end();
    server = await startServer({ databaseUrl });
    request = apiClient(server);
    const body = departure('900');
    await deliver(server.url, 'flexport', body, signed(body));
    await deliver(server.url, 'flexport', body, signed(body));
  });
  afterAll(() => server.stop());

  const reads = operations.filter((operation) => methodOf(operation) === 'get');

  /** The ids of a path's resources. Recipients and stakeholders are listed with what they belong to. */
  async function idsOf(resource: string): Promise<string[]> {
    const listed = async (list: string) => ((await (await request(list)).json()) as { data: Listed[] }).data;
    if (resource === '/watches') {
      const created = await asUser('/watches', { filter: '?mode=air', channel: 'app' });
      return [((await created.json()) as { data: Listed }).data.id];
    }
    if (resource === '/rule-recipients')
      return (await listed('/notification-rules')).flatMap(({ recipients = [] }) => recipients.map(({ id }) => id));
    if (resource === '/replays' || resource === '/deliveries/replays') {
      await request('/deliveries/replay?provider=flexport', undefined, 'POST');
      return (await listed('/deliveries/replays')).map(({ id }) => id);
    }
    const owners = resource === '/stakeholders' ? await listed('/shipments?limit=200') : [];
    const lists =
      owners.length > 0 ? owners.map(({ id }) => `/shipments/${id}/stakeholders`) : [`${resource}?limit=200`];
    return (await Promise.all(lists.map(listed))).flat().map(({ id }) => id);
  }

  /** As a user: the token of the environment belongs to nobody, who has no display and watches nothing. */
  async function asUser(path: string, body?: object): Promise<Response> {
    const headers = { cookie: await signIn(server), origin: server.url, 'content-type': 'application/json' };
    const sent = body && { method: 'POST', body: JSON.stringify(body) };
    return fetch(`${server.url}/api/v1${path}`, { headers, ...sent });
  }

  /** No shipment has a legal hold until an admin places one. */
  async function holdAll(): Promise<void> {
    const sql = openSql(databaseUrl, { max: 1 });
    await sql`insert into shipment_holds select id, 'Claim 7781', 'ops@example.com', now() from shipments on conflict do nothing`;
    await sql.end();
  }

  it.each(reads.map((operation) => [operation.path, operation] as const))(
    'of %s match their schema',
    async (path, one) => {
      const [list = '', rest] = path.split('/{id}');
      const ids = one.kind === 'list' || rest !== undefined ? await idsOf(list) : null;
      expect(ids?.length).not.toBe(0);
      const paths = rest === undefined ? [list] : (ids ?? []).map((id) => path.replace('{id}', id));
      if (rest === '/hold') await holdAll();
      for (const path of paths) {
        const answer = /^\/(settings\/personal|watches)/.test(path) ? await asUser(path) : await request(path);
        expect(answer.status).toBe(200);
        const parsed = answerOf(one).safeParse(await answer.json());
        expect(parsed.error?.issues ?? [], path).toEqual([]);
      }
    },
  );

  it('are documented at /openapi.json and /docs/api, without a token', async () => {
    const answer = await request('/openapi.json', {});
    expect(answer.status).toBe(200);
    expect(await answer.json()).toEqual(JSON.parse(JSON.stringify(document)));
    const page = await fetch(`${server.url}/docs/api`);
    expect(page.status).toBe(200);
    const html = await page.text();
    for (const { id } of operations) expect(html).toContain(`id="${id}"`);
    expect(html).not.toMatch(/(?:src|href)="https?:/);
  });

  it('have a documentation page that is built once, small, and cached by ETag', async () => {
    const page = await fetch(`${server.url}/docs/api`);
    expect(page.headers.get('x-nextjs-cache')).toBe('HIT');
    expect((await page.text()).length).toBeLessThan(operations.length * 14_000);
    const again = { headers: { 'cache-control': 'max-age=0', 'if-none-match': page.headers.get('etag') ?? '' } };
    expect((await fetch(`${server.url}/docs/api`, again)).status).toBe(304);
  });
});
