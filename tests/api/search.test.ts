import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Database, openDatabase, openSql, type Sql } from '#db/client.ts';
import { countRows, readList } from '#db/queries/declared-list.ts';
import type { Paging } from '#db/queries/list.ts';
import { findMatches, searchRanks } from '#db/queries/shipment-search.ts';
import { SHIPMENTS } from '#db/queries/shipments.ts';
import { shipmentList } from '#lib/api/resources/shipments.ts';
import type { Change } from '#lib/model/change.ts';
import { eventId } from '#lib/model/identity.ts';
import { searchable } from '#lib/model/reference.ts';
import { searchTerms } from '#lib/model/search.ts';
import { parseMoment } from '#lib/model/time.ts';
import { applyEvents } from '#lib/projections/apply.ts';
import { ownDatabase } from '#tests/support/database.ts';

let sql: Sql;
let db: Database & { $client: Sql };
beforeAll(async () => {
  const url = await ownDatabase();
  sql = openSql(url, { max: 2 });
  db = openDatabase(url, { max: 4 });
});
afterAll(() => Promise.all([sql.end(), db.$client.end()]));

let stored = 0;
/** Stores the changes of one event after another, each reported a minute after the one before. */
async function store(...changeLists: Change[][]): Promise<void> {
  const events = changeLists.map((changes) => {
    stored += 1;
    const key = `search ${stored}`;
    const time = new Date(Date.UTC(2026, 2, 1, 0, stored)).toISOString();
    return { id: eventId('test', key), key, provider: 'test', reportedAt: time, learnedAt: time, changes };
  });
  await sql.begin((tx) => applyEvents(tx, events));
}

const refers = (shipment: string, value: string): Change => ({
  kind: 'reference',
  shipment,
  type: 'purchase_order',
  value,
});

function ends(shipment: string): Change[] {
  const moment = parseMoment('2026-03-19T10:00:00Z');
  return moment ? [{ kind: 'milestone', shipment, code: 'DELIVERED', classifier: 'ACT', moment }] : [];
}

async function find(q: string, paging: Partial<Paging> = {}): Promise<string[]> {
  const page = await readList(db, SHIPMENTS, { q, limit: 50, ...paging });
  return page.data.map(({ externalId }) => externalId);
}

describe('a search', () => {
  beforeAll(async () => {
    await store(
      [
        { kind: 'shipment', shipment: 'rich', fields: { customer: 'Nordwind Möbel', name: 'Spring order' } },
        refers('rich', 'PO-2026/4410'),
        { kind: 'reference', shipment: 'rich', type: 'house_bill', value: 'HLCU-HBL-7781' },
        { kind: 'reference', shipment: 'rich', type: 'carrier_booking', value: 'EBKG 0099' },
        { kind: 'leg', shipment: 'rich', leg: 'l1', fields: { vesselName: 'EVER ALOT', voyage: '1187-042E' } },
        {
          kind: 'container',
          shipment: 'rich',
          container: 'c1',
          fields: { number: 'CSQU3054383', items: [{ sku: 'CHAIR-OAK-2', product: 'Oak chair' }] },
        },
        { kind: 'role', shipment: 'rich', role: 'shipper', name: 'Jiangnan Furniture' },
      ],
      [
        { kind: 'record', recordType: 'invoice', record: 'i1', fields: { number: 'INV-20931' } },
        { kind: 'link', recordType: 'invoice', record: 'i1', shipment: 'rich' },
        { kind: 'record', recordType: 'document', record: 'd1', fields: { fileName: 'telex-release-final.pdf' } },
        { kind: 'link', recordType: 'document', record: 'd1', shipment: 'rich' },
      ],
    );
  });

  it.each([
    ['purchase order', '4410'],
    ['B/L', 'hbl 778'],
    ['booking', 'KG00'],
    ['container', '054383'],
    ['vessel', 'alot'],
    ['vessel and voyage', 'ever alot 1187'],
    ['customer', 'wind mö'],
    ['supplier', 'nan furn'],
    ['SKU', 'ir-oak'],
    ['product', 'oak ch'],
    ['invoice', '20931'],
    ['document', 'release-fin'],
    ['name', 'ring ord'],
    ['id of the provider', 'ric'],
  ])('finds a shipment by part of its %s', async (_what, q) => {
    expect(await find(q)).toEqual(['rich']);
    expect(await countRows(db, SHIPMENTS, { q })).toBe(1);
  });

  it('of one or two characters finds beginnings', async () => {
    expect(await find('j')).toEqual(['rich']);
    expect(await find('cs')).toEqual(['rich']);
    expect(await find('44')).toEqual([]);
    expect(await find('möb')).toEqual(['rich']);
  });

  it('takes % and _ for characters like other punctuation: they match nothing else', async () => {
    expect(await find('%')).toEqual([]);
    expect(await find('____')).toEqual([]);
    expect(await find('CSQ%383')).toEqual([]);
    expect(await find('CSQU_054383')).toEqual([]);
    expect(await find('CSQU%3054383')).toEqual(['rich']);
    expect(await countRows(db, SHIPMENTS, { q: '%' })).toBe(0);
  });

  it('finds a shipment by its present customer only', async () => {
    await store([refers('moved', 'ZQX-1'), { kind: 'shipment', shipment: 'moved', fields: { customer: 'Old Buyer' } }]);
    expect(await find('old buyer')).toEqual(['moved']);
    await store([{ kind: 'shipment', shipment: 'moved', fields: { customer: 'New Buyer' } }]);
    expect(await find('old buyer')).toEqual([]);
    expect(await find('new buy')).toEqual(['moved']);
  });
});

describe('the matches of a search', () => {
  beforeAll(() =>
    store(
      [refers('inside', 'AB-RANK-1')],
      [refers('ended inside', 'CD-RANK-1'), ...ends('ended inside')],
      [refers('begins', 'RANK-12')],
      [refers('ended begins', 'RANK-13'), ...ends('ended begins')],
      [refers('ended whole', 'RANK-1'), ...ends('ended whole')],
      [refers('whole', 'RANK-1'), refers('whole', 'XX-RANK-1'), refers('whole', 'RANK-14')],
      [refers('later inside', 'EF-RANK-1')],
    ),
  );

  const RANKED = ['whole', 'ended whole', 'begins', 'ended begins', 'later inside', 'inside', 'ended inside'];

  it('are whole terms, then beginnings, then other parts, of each the active ones first, the latest update first', async () => {
    expect(await find('rank-1')).toEqual(RANKED);
  });

  it('are in the same order if there are too many to know before a page is read', async () => {
    const { latest } = await findMatches(db, 'rank 1');
    expect(latest).toHaveLength(4);
    const find = async () => ({ latest, others: [], rest: 'common' as const });
    const many = { ...SHIPMENTS, ranked: { by: 'q', ranks: searchRanks, find } };
    const found: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await readList(db, many, { q: 'rank 1', limit: 3, cursor });
      found.push(...page.data.map(({ externalId }) => externalId));
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    expect(found).toEqual(RANKED);
  });

  it('are each on one page, forwards and back', async () => {
    const forwards: string[] = [];
    const starts: (string | null)[] = [];
    let cursor: string | undefined;
    do {
      const page = await readList(db, SHIPMENTS, { q: 'rank 1', limit: 2, cursor });
      forwards.push(...page.data.map(({ externalId }) => externalId));
      starts.push(page.previousCursor);
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    expect(forwards).toEqual(RANKED);
    const backwards: string[] = [];
    for (let before = starts.at(-1); before; ) {
      const page = await readList(db, SHIPMENTS, { q: 'rank 1', limit: 2, before });
      backwards.unshift(...page.data.map(({ externalId }) => externalId));
      before = page.previousCursor;
    }
    expect(backwards).toEqual(RANKED.slice(0, 6));
  });

  it('are in the order of a sort that is requested, and under other filters', async () => {
    expect(await find('rank1', { sort: 'learnedAt' })).toEqual([
      'later inside',
      'whole',
      'ended whole',
      'ended begins',
      'begins',
      'ended inside',
      'inside',
    ]);
    const delivered = await readList(db, SHIPMENTS, { q: 'rank1', status: 'delivered', limit: 9 });
    expect(delivered.data.map(({ externalId }) => externalId)).toEqual(['ended whole', 'ended begins', 'ended inside']);
  });

  it('are the same in the REST API, whose cursor belongs to the order', async () => {
    const asked = shipmentList.query.parse({ q: 'rank 1', limit: '3' });
    const first = await shipmentList.read(db, asked);
    expect(first.data.map((row) => (row as { externalId: string }).externalId)).toEqual(RANKED.slice(0, 3));
    const cursor = first.nextCursor ?? '';
    expect(shipmentList.query.safeParse({ q: 'rank 1', cursor }).success).toBe(true);
    expect(shipmentList.query.safeParse({ q: 'rank 1', sort: 'eta', cursor }).success).toBe(false);
    expect(shipmentList.query.safeParse({ cursor }).success).toBe(false);
  });
});

describe.each([
  ['some', 700],
  ['many', 2_600],
])('a text that %s shipments have', (what, count) => {
  const text = `${what} of them`;
  beforeAll(async () => {
    // All but every tenth ended; the latest update has the highest number.
    await sql`
      insert into shipments (id, provider, external_id, status, status_reason, status_basis, progress, archived, reported_at, learned_at)
      select md5(${what} || n)::uuid, 'acme', ${what} || n, case when n % 10 = 0 then 'planned' else 'delivered' end, '', 'none', '[]', false,
        now(), now() + n * interval '1 second'
      from generate_series(1, ${count}::integer) as n`;
    await sql`
      insert into search_terms (entity_id, shipment_id, terms)
      select md5(${what} || n)::uuid, md5(${what} || n)::uuid,
        case n when 5 then E'\n' || upper(${what}) || E'OFTHEM\n' else E'\nX' || upper(${what}) || E'OFTHEM\n' end
      from generate_series(1, ${count}::integer) as n`;
  });

  it('finds whole terms first, then the active shipments by their latest update, and each once', async () => {
    const found: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await readList(db, SHIPMENTS, { q: text, limit: 400, cursor });
      found.push(...page.data.map(({ externalId }) => externalId));
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    expect(new Set(found).size).toBe(count);
    expect(found).toHaveLength(count);
    const active = Array.from({ length: count / 10 }, (_, at) => `${what}${count - 10 * at}`);
    expect(found.slice(0, 1 + active.length)).toEqual([`${what}5`, ...active]);
  });
});

describe('a search finds what a plain scan of all terms finds, in the same order:', () => {
  const WORDS = [
    'PO-2024/11',
    'PO 202',
    '1111',
    '7777777',
    'Shanghai Logistics Inc',
    'inc',
    'EVER ALOT',
    'Möbel Nord',
    '上海港',
    '上海',
    '港',
    'Москва',
    'ÄÖÜ',
    'a',
  ];
  /** Shipments with two or three words each; every third has ended, and the ids are scattered. */
  const shipments = Array.from({ length: 300 }, (_, n) => ({
    id: `${((n * 7919) % 1000).toString(16).padStart(8, '0')}-0000-4000-8000-${n.toString(16).padStart(12, '0')}`,
    name: `S${n}`,
    isActive: n % 3 !== 0,
    words: [0, 5, 9]
      .slice(0, 2 + (n % 2))
      .map((step) => `${WORDS[(n * 5 + step) % WORDS.length]}${n % 4 === 0 ? n : ''}`),
  }));
  beforeAll(async () => {
    const rows = shipments.map(({ words, ...row }, n) => ({ ...row, n, terms: searchTerms(words) }));
    await sql`
      insert into shipments (id, provider, external_id, status, status_reason, status_basis, progress, archived, reported_at, learned_at)
      select id, 'plain', name, case when "isActive" then 'planned' else 'delivered' end, '', 'none', '[]', false, now(),
        now() + n * interval '1 second'
      from json_to_recordset(${JSON.stringify(rows)}::text::json) as given(id uuid, name text, "isActive" boolean, n integer)`;
    await sql`
      insert into search_terms (entity_id, shipment_id, terms) select id, id, terms
      from json_to_recordset(${JSON.stringify(rows)}::text::json) as given(id uuid, terms text)`;
  });

  /** Whole terms, beginnings, parts of three characters and more; of each the active ones, the latest first, then the others by id. */
  function scan(typed: string): string[] {
    const text = searchable(typed);
    const rankOf = (term: string) => {
      if (term === text) return 0;
      if (term.startsWith(text)) return 1;
      return [...text].length > 2 && term.includes(text) ? 2 : 3;
    };
    const found = shipments.flatMap((shipment, n) => {
      const rank = Math.min(...shipment.words.map((word) => rankOf(searchable(word))));
      return rank === 3 ? [] : [{ ...shipment, n, rank }];
    });
    const ended = (one: { isActive: boolean }) => (one.isActive ? 0 : 1);
    const byUpdate = (a: (typeof found)[number], b: (typeof found)[number]) =>
      a.isActive ? b.n - a.n : a.id < b.id ? -1 : 1;
    return found.sort((a, b) => a.rank - b.rank || ended(a) - ended(b) || byUpdate(a, b)).map(({ name }) => name);
  }

  it.each([
    ...[
      '2024',
      '202',
      'po',
      '1',
      '11',
      '111',
      '1111',
      '777',
      'inc',
      'logistics',
      'nghai log',
      'alot',
      'a',
      'ever alot 4',
      'xyz',
    ],
    ...[
      'möb',
      'ö',
      'öbel',
      '上海',
      '上',
      '上海港',
      '海港',
      '港',
      '中',
      'моск',
      'сква',
      'ОСКВА1',
      'äöü',
      'öü',
      'l nord',
      '7'.repeat(200),
    ],
  ])('%s', async (typed) => {
    const found: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await readList(db, SHIPMENTS, { q: typed, provider: 'plain', limit: 40, cursor });
      found.push(...page.data.map(({ externalId }) => externalId));
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    expect(found).toEqual(scan(typed));
    expect(await countRows(db, SHIPMENTS, { q: typed, provider: 'plain' })).toBe(found.length);
  });
});
