import { read, utils } from '@e965/xlsx';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSql, type Sql } from '#db/client.ts';
import { apiClient, BEARER, signIn } from '#tests/support/api.ts';
import { ownDatabase } from '#tests/support/database.ts';
import { idOf, storeDocuments } from '#tests/support/document-fixtures.ts';
import { ADMIN, type Server, startServer } from '#tests/support/server.ts';

let server: Server;
let sql: Sql;
let cookie: string;
beforeAll(async () => {
  const databaseUrl = await ownDatabase();
  sql = openSql(databaseUrl, { max: 2 });
  await storeDocuments(sql);
  server = await startServer({ databaseUrl });
  cookie = await signIn(server);
});
afterAll(async () => {
  await server.stop();
  await sql.end();
});

const download = (path: string, headers: Record<string, string> = { cookie }) =>
  fetch(`${server.url}/export${path}`, { headers });

/** The rows of a file, as an independent reader reads them. `formula` cells are counted. */
async function tableOf(answer: Response): Promise<unknown[][]> {
  const book = read(Buffer.from(await answer.arrayBuffer()), { cellFormula: true, raw: true });
  const sheet = book.Sheets[book.SheetNames[0] ?? ''] ?? {};
  expect(Object.values(sheet).filter((cell) => (cell as { f?: string }).f !== undefined)).toEqual([]);
  return utils.sheet_to_json(sheet, { header: 1, defval: null });
}

describe('a downloaded list', () => {
  it('has the rows, columns and order that the user sees', async () => {
    const [user] = await sql`select id from users where email = ${ADMIN.email}`;
    const id = String(user?.id);
    const hidden = ['party', 'shipments', 'issued', 'balance', 'status', 'learned'];
    await sql`insert into hidden_columns (user_id, list, columns) values (${id}, '/invoices', ${hidden})`;
    await sql`insert into pinned_columns (user_id, list, columns) values (${id}, '/invoices', ${['total']})`;
    const answer = await download('/invoices?file=xlsx&sort=number&cursor=ignored');
    expect(answer.headers.get('content-disposition')).toBe('attachment; filename="invoices.xlsx"');
    const rows = await tableOf(answer);
    expect(rows[0]).toEqual(['Invoice', 'Total', 'Total currency', 'Due']);
    // 2026-03-01 is the serial number 46082: 46023 is 2026-01-01.
    expect(rows.slice(1).map(([number, total, currency, due]) => [number, total, currency, due])).toEqual([
      ['-5', null, null, null],
      ['inv 1', 1000.25, 'USD', 46_082],
      ['INV-1', 1000.25, 'USD', 46_082],
      ['INV-3', 0.3, 'EUR', 46_032],
      ['INV-4', 9, 'USD', 46_032],
    ]);
    const csv = await (await download('/invoices?file=csv&sort=number')).text();
    expect(csv.split('\r\n').slice(0, 4)).toEqual([
      'Invoice,Total,Total currency,Due',
      '-5,,,',
      'inv 1,1000.25,USD,2026-03-01',
      'INV-1,1000.25,USD,2026-03-01',
    ]);
  });

  it('has only what the filter of the page leaves, and times with their zone', async () => {
    const rows = await tableOf(await download('/shipments?file=xlsx&q=PO-778'));
    const [heads = [], first = []] = rows;
    expect(rows).toHaveLength(2);
    const cell = (head: string) => first[heads.indexOf(head)];
    expect([cell('Reference'), cell('Arrival zone'), cell('Arrival is')]).toEqual(['PO-778', '+08:00', 'estimated']);
    // 46105 is 2026-03-24, and 06:00 a quarter of the day.
    expect(cell('Arrival')).toBe(46_105.25);
    expect(await tableOf(await download('/shipments?file=xlsx&q=nothing-like-it'))).toHaveLength(1);
  });

  it.each(['exceptions', 'containers', 'bookings', 'purchase-orders', 'products', 'documents', 'documents/missing'])(
    'works for %s',
    async (list) => expect((await tableOf(await download(`/${list}?file=xlsx`))).length).toBeGreaterThan(0),
  );

  it.each(['parties', 'deliveries', 'reconciliation/runs', 'reconciliation/drift', 'requests'])(
    'works for %s',
    async (list) => expect((await tableOf(await download(`/${list}?file=csv`))).length).toBeGreaterThan(0),
  );

  it('needs a session, a list and a format', async () => {
    expect((await download('/invoices?file=xlsx', {})).status).toBe(401);
    expect((await download('/nothing?file=xlsx')).status).toBe(404);
    const refused = await download('/invoices?file=pdf');
    expect([refused.status, refused.headers.get('content-type')]).toEqual([400, 'application/problem+json']);
  });
});

type Link = { id: string; url: string; opens: number; expiresAt: string; createdAt: string };
const json = { ...BEARER, 'content-type': 'application/json' };

function create(body: object, headers: Record<string, string> = json): Promise<Response> {
  return fetch(`${server.url}/api/v1/share-links`, { method: 'POST', headers, body: JSON.stringify(body) });
}

async function createdLink(body: object): Promise<Link & { path: string }> {
  const answer = await create({ recipient: 'Harbour Light, Ms Okafor', ...body });
  expect(answer.status).toBe(201);
  const { data } = (await answer.json()) as { data: Link };
  return { ...data, path: new URL(data.url).pathname };
}

/** Opens a link as somebody without a session. */
const visit = (path: string) => fetch(server.url + path, { redirect: 'manual' });
const shipmentId = () => idOf('shipment', 'S1');

describe('a shared link', () => {
  it('shows the chosen parts of a shipment to a stranger and nothing else, and counts', async () => {
    const link = await createdLink({ shipmentId: shipmentId(), fields: ['milestones', 'arrival'] });
    expect(Date.parse(link.expiresAt) - Date.parse(link.createdAt)).toBe(14 * 86_400_000);
    const answer = await visit(link.path);
    const page = await answer.text();
    expect(answer.status).toBe(200);
    for (const shown of ['PO-778', 'Harbour Light, Ms Okafor', 'Milestones', '24 Mar']) expect(page).toContain(shown);
    for (const secret of ['MSKU6011672', '18 Mar', 'Lamps, spring', ADMIN.email]) expect(page).not.toContain(secret);
    expect(answer.headers.get('x-robots-tag')).toContain('noindex');
    expect(page).toMatch(/<meta name="robots" content="noindex/);
    expect(page).not.toMatch(/<a\s|<form(?! aria-label="Language")|\/api\//);
    expect(page.match(/<form/g)).toHaveLength(1);
    const stored = await apiClient(server)(`/share-links/${link.id}`);
    const { data } = (await stored.json()) as { data: Record<string, unknown> };
    expect(data).toMatchObject({ opens: 1, revokedAt: null });
    expect(Object.keys(data)).not.toEqual(expect.arrayContaining(['hash']));
    expect(JSON.stringify(data)).not.toContain(link.path.split('/').at(-1));
  });

  it('shows the chosen columns of the rows that its filter leaves', async () => {
    const fields = ['number'];
    const found = await visit((await createdLink({ list: '/containers', search: '?q=MSKU', fields })).path);
    const page = await found.text();
    expect(page).toContain('MSKU6011672');
    for (const secret of ['2026-03-18', '18 Mar', 'PO-778']) expect(page).not.toContain(secret);
    const empty = await createdLink({ list: '/containers', search: '?q=TGHU', fields });
    expect(await (await visit(empty.path)).text()).toContain('Nothing at the moment');
  });

  it('answers alike when it is unknown, expired or revoked', async () => {
    const expired = await createdLink({ shipmentId: shipmentId(), fields: ['status'] });
    const revoked = await createdLink({ shipmentId: shipmentId(), fields: ['status'] });
    await sql`update share_links set expires_at = now() where id = ${expired.id}`;
    const ended = await apiClient(server)(`/share-links/${revoked.id}`, BEARER, 'DELETE');
    expect(ended.status).toBe(200);
    for (const path of [expired.path, revoked.path, `/shared/${'x'.repeat(43)}`, '/shared/short', '/shared/%00']) {
      const answer = await visit(path);
      expect(answer.status).toBe(404);
      const page = await answer.text();
      expect(page).toContain('This link does not work');
      expect(page).not.toContain('PO-778');
      expect((await visit(`${path}/calendar.ics`)).status).toBe(404);
    }
    const acts =
      await sql`select action from audit_entries where action like 'link-%' and subject like ${`%${shipmentId()}%`}`;
    expect(acts.map(({ action }) => action).sort()).toEqual([
      ...['link-issued', 'link-issued', 'link-issued'],
      'link-revoked',
    ]);
  });

  it('is in the language of the browser, or in the one that the reader chose', async () => {
    const { path } = await createdLink({ shipmentId: shipmentId(), fields: ['milestones', 'arrival'] });
    const read = async (address: string) => {
      const headers = { 'accept-language': 'de-AT,de;q=0.9' };
      return (await fetch(server.url + address, { headers })).text();
    };
    const [german, chinese] = [await read(path), await read(`${path}?language=zh`)];
    for (const shown of ['Meilensteine', '24. März', 'Geteilte Sendungen', 'lang="de"'])
      expect(german).toContain(shown);
    for (const shown of ['节点', '3月24日', '分享的货件', 'lang="zh"']) expect(chinese).toContain(shown);
  });

  it('is a calendar of the chosen dates', async () => {
    const both = await createdLink({
      list: '/shipments',
      search: '?q=PO-778',
      fields: ['reference', 'arrival', 'free'],
    });
    const answer = await visit(`${both.path}/calendar.ics`);
    expect(answer.headers.get('content-type')).toBe('text/calendar; charset=utf-8');
    const feed = await answer.text();
    // 06:00 at +08:00 on 24 March.
    expect(feed).toContain('DTSTART:20260323T220000Z\r\nSUMMARY:PO-778: arrival expected\r\n');
    expect(feed).toContain('DTSTART;VALUE=DATE:20260318\r\nSUMMARY:PO-778: last free day\r\n');
    const arrival = await createdLink({ shipmentId: shipmentId(), fields: ['arrival'] });
    const one = await (await visit(`${arrival.path}/calendar.ics`)).text();
    expect(one.match(/BEGIN:VEVENT/g)).toHaveLength(1);
    expect(one).not.toContain('last free day');
    const containers = await createdLink({ list: '/containers', fields: ['number'] });
    expect((await visit(`${containers.path}/calendar.ics`)).status).toBe(404);
  });

  it.each([
    ['nothing to show', { fields: [] }, /Choose what the link shows/],
    ['a part that no shipment has', { fields: ['costs'] }, /may name only status/],
    ['a list as well', { list: '/containers', fields: ['status'] }, /either a shipment or a list/],
    [
      'a list that is not for strangers',
      { shipmentId: undefined, list: '/exceptions', fields: ['owner'] },
      /cannot be shared/,
    ],
    ['days that are not offered', { days: 3, fields: ['status'] }, /Choose 14/],
    ['an unknown shipment', { shipmentId: crypto.randomUUID(), fields: ['status'] }, /does not exist/],
    ['nobody', { recipient: ' ', fields: ['status'] }, /Name who gets the link/],
  ])('is not created for %s', async (_what, body, reason) => {
    const answer = await create({ recipient: 'Somebody', shipmentId: shipmentId(), ...body });
    expect(answer.status).toBe(422);
    expect(((await answer.json()) as { detail: string }).detail).toMatch(reason);
  });

  it('is created by operators only', async () => {
    const headers = { cookie, origin: server.url, 'content-type': 'application/json' };
    const body = { recipient: 'Somebody', shipmentId: shipmentId(), fields: ['status'] };
    await sql`update users set role = 'viewer'`;
    expect((await create(body, headers)).status).toBe(403);
    await sql`update users set role = 'operator'`;
    expect((await create(body, headers)).status).toBe(201);
  });
});
