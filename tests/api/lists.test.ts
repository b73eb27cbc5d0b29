import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Database, openDatabase, type Sql } from '#db/client.ts';
import type { Direction, Sort } from '#db/queries/cursor.ts';
import { countRows, countTabs, type DeclaredList, parseFilter, readList } from '#db/queries/declared-list.ts';
import { listActivity } from '#db/queries/evidence.ts';
import { INVOICES } from '#db/queries/invoices.ts';
import type { ListPage, Paging } from '#db/queries/list.ts';
import { LISTS } from '#db/queries/lists.ts';
import { SHIPMENTS } from '#db/queries/shipments.ts';
import { listAudit } from '#db/queries/users.ts';
import { auditEntries, effects } from '#db/schema/index.ts';
import { operations } from '#lib/api/operations.ts';
import { COUNTED_UP_TO } from '#lib/model/count.ts';
import { ownDatabase } from '#tests/support/database.ts';
import { fillLists, rowsIn } from '#tests/support/list-rows.ts';

let db: Database & { $client: Sql };
beforeAll(async () => {
  db = openDatabase(await ownDatabase(), { max: 4 });
  await fillLists(db);
});
afterAll(() => db.$client.end());

const PAGE = 6;
const idOf = (row: unknown) => String((row as { id: string | number }).id);

/** All ids of a list, paged forwards to the end and back. */
async function walk(read: (paging: Paging) => Promise<ListPage<unknown>>) {
  const forwards: string[][] = [];
  let last: ListPage<unknown> | undefined;
  do {
    const cursor: string | undefined = last?.nextCursor ?? undefined;
    last = await read({ limit: PAGE, cursor });
    forwards.push(last.data.map(idOf));
    expect(forwards.length).toBeLessThan(100);
  } while (last.nextCursor);
  const backwards = [forwards.at(-1) ?? []];
  while (last.previousCursor) {
    last = await read({ limit: PAGE, before: last.previousCursor });
    backwards.unshift(last.data.map(idOf));
    expect(backwards.length).toBeLessThan(100);
  }
  return { forwards: forwards.flat(), backwards: backwards.flat(), pages: forwards.length };
}

/** Compares the values of a sort column independently: numbers as numbers, everything else byte by byte. */
function compare(form: Sort<never>['form'], one: string, other: string): number {
  if (form === 'number' || form === 'integer') return Number(one) - Number(other);
  return Buffer.compare(Buffer.from(one), Buffer.from(other));
}

/** A sorted copy: rows without a value last in either direction, ties by id. */
function sorted(rows: readonly { id: string | number }[], sort: Sort<never>, direction: Direction): string[] {
  const key = sort.key as (row: unknown) => string | null;
  const sign = direction === 'asc' ? 1 : -1;
  const order = (one: { id: string | number }, other: { id: string | number }) => {
    const [a, b] = [key(one), key(other)];
    if (a === null || b === null) return a === b ? sign * compare('uuid', idOf(one), idOf(other)) : a === null ? 1 : -1;
    return sign * (compare(sort.form, a, b) || compare('uuid', idOf(one), idOf(other)));
  };
  return rows.toSorted(order).map(idOf);
}

const cases = LISTS.flatMap((list) =>
  Object.keys(list.sorts).flatMap((sort) =>
    (['asc', 'desc'] as const).map((direction) => [list.path, sort, direction, list] as const),
  ),
);

describe('every list', () => {
  it.each(cases)(
    '%s by %s %s is a sorted copy of its rows, through all pages and back',
    async (_path, name, direction, list) => {
      const sort = list.sorts[name] as Sort<never>;
      const rows = await list.rows(db, list.where(db, {}), [], 1_000);
      expect(rows).toHaveLength(rowsIn(list));
      const keys = rows.map((row) => (sort.key as (row: unknown) => string | null)(row));
      if (sort.nullable) expect(keys).toContain(null);
      if (sort.form !== 'uuid') expect(new Set(keys).size).toBeLessThan(rows.length);
      const { forwards, backwards, pages } = await walk((paging) =>
        readList(db, list, { sort: name, direction, ...paging }),
      );
      expect(forwards).toEqual(sorted(rows, sort, direction));
      expect(backwards).toEqual(forwards);
      expect(pages).toBe(Math.ceil(rows.length / PAGE));
    },
  );

  it('uses its first sort and the default direction of that sort', async () => {
    for (const list of LISTS) {
      const [[name, sort] = ['', undefined]] = Object.entries(list.sorts);
      const natural = await readList(db, list, { limit: 200 });
      const explicit = await readList(db, list, { sort: name, direction: sort?.natural, limit: 200 });
      expect(natural.data.map(idOf), list.path).toEqual(explicit.data.map(idOf));
    }
  });

  it('rejects the cursor of another list or sort', async () => {
    const { nextCursor } = await readList(db, INVOICES, { sort: 'dueOn', limit: PAGE });
    const first = await readList(db, INVOICES, { sort: 'total', limit: PAGE });
    const mixed = await readList(db, INVOICES, { sort: 'total', limit: PAGE, cursor: nextCursor ?? '' });
    expect(mixed.data.map(idOf)).toEqual(first.data.map(idOf));
  });

  it.each(LISTS.map((list) => [list.path, list] as const))(
    '%s has a page and a REST list with its filters and sorts',
    (path, list) => {
      const folder = join(import.meta.dirname, '../../app/(dashboard)', path);
      // A group of its own keeps the skeleton of a list from the pages below it.
      expect(['page.tsx', '(list)/page.tsx'].filter((file) => existsSync(join(folder, file)))).toHaveLength(1);
      const operation = operations.find((one) => one.kind === 'list' && one.path === path);
      const query = Object.keys(operation?.query.shape ?? {});
      expect(query).toEqual(
        expect.arrayContaining([...Object.keys(list.filter.shape), 'sort', 'direction', 'cursor', 'format']),
      );
    },
  );

  it.each(LISTS.map((list) => [list.path, list] as const))(
    '%s has tabs that only set filters it can read',
    async (_path, list: DeclaredList) => {
      for (const { set } of list.tabs?.special ?? []) expect(parseFilter(list, set).known).toEqual(set);
      const { by, labels = {} } = list.tabs ?? {};
      for (const value of by ? Object.keys(labels) : []) {
        expect(parseFilter(list, { [by ?? '']: value }).known).toEqual({ [by ?? '']: value });
      }
    },
  );
});

describe('the filters of a URL', () => {
  const shipment = '00000000-0000-4000-8000-000000000001';

  it('are parsed as by the REST API, and empty ones are omitted', () => {
    const texts = {
      q: 'inv 1',
      status: 'paid',
      overdue: 'true',
      shipment,
      currency: 'dollars',
      kind: 'gift',
      today: '2026-03-01',
    };
    const { known, filter } = parseFilter(INVOICES, texts);
    expect(known).toEqual({ q: 'inv 1', status: 'paid', overdue: 'true', shipment });
    expect(filter).toEqual({ q: 'inv 1', status: 'paid', overdue: true, shipment });
    expect(parseFilter(INVOICES, { shipment: 'x' }).known).toEqual({});
  });
});

describe('the codes in a URL', () => {
  it.each([
    [
      { mode: 'OCEAN', pol: 'cnsha', pod: 'UsLax' },
      { mode: 'ocean', pol: 'CNSHA', pod: 'USLAX' },
    ],
    [
      { status: 'In_Transit', view: 'LATE' },
      { status: 'in_transit', view: 'late' },
    ],
    [
      { provider: 'Acme', trouble: 'True' },
      { provider: 'acme', trouble: true },
    ],
  ])('are accepted in upper and lower case: %j', (typed, meant) => {
    const { known, filter } = parseFilter(SHIPMENTS, typed);
    expect(filter).toEqual(meant);
    expect(known).toEqual(Object.fromEntries(Object.entries(meant).map(([name, value]) => [name, String(value)])));
  });

  it('for no currency and for a currency are parsed too', () => {
    expect(parseFilter(INVOICES, { currency: 'usd' }).known).toEqual({ currency: 'USD' });
    expect(parseFilter(INVOICES, { currency: 'xxx' }).filter).toEqual({ currency: 'XXX' });
  });
});

describe('the counts of a list', () => {
  it('stop after a thousand', async () => {
    const rows = Array.from({ length: COUNTED_UP_TO + 500 }, () => ({
      at: '2026-03-01T00:00:00.000Z',
      actor: 'ops@example.com',
      action: 'replayed' as const,
      subject: 'all',
    }));
    await db.insert(auditEntries).values(rows);
    const list = { ...INVOICES, from: auditEntries, where: () => undefined, facets: {}, tabs: {} };
    expect(await countRows(db, list, {})).toBe(COUNTED_UP_TO + 1);
    expect(await countTabs(db, list, {})).toEqual({ total: COUNTED_UP_TO + 1 });
  });

  it('of a tab are the rows that match its filters', async () => {
    for (const list of LISTS) {
      const counts = await countTabs(db, list, {});
      for (const { key, set, uncounted } of list.tabs?.special ?? []) {
        const rows = uncounted ? undefined : await countRows(db, list, parseFilter(list, set).filter);
        expect(counts[key], `${list.path} ${key}`).toBe(rows);
      }
      expect(counts.total, list.path).toBe(rowsIn(list));
    }
  });
});

describe('a list in the order of its ids', () => {
  const subject = '00000000-0000-4000-8000-000000000002';

  it('pages through the whole audit log and all effects, latest first', async () => {
    const audit = await walk((paging) => listAudit(db, { ...paging, limit: 400 }));
    expect(audit.forwards).toHaveLength(COUNTED_UP_TO + 500);
    expect(audit.forwards).toEqual(audit.forwards.toSorted((a, b) => Number(b) - Number(a)));
    expect(audit.backwards).toEqual(audit.forwards);
    const effect = {
      entityType: 'shipment' as const,
      entityId: subject,
      field: 'eta',
      recordedAt: '2026-03-01T00:00:00.000Z',
    };
    await db.insert(effects).values(Array.from({ length: 20 }, () => ({ ...effect, eventId: subject })));
    const activity = await walk((paging) => listActivity(db, subject, paging));
    expect(new Set(activity.forwards).size).toBe(20);
    expect(activity.forwards).toEqual(activity.forwards.toSorted((a, b) => Number(b) - Number(a)));
    expect(activity.backwards).toEqual(activity.forwards);
  });
});
