import { renderToStaticMarkup } from 'react-dom/server';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { Overview } from '#app/(dashboard)/overview/overview.tsx';
import { ClockProvider } from '#components/time/clock.tsx';
import { openDatabase } from '#db/client.ts';
import { countRows, parseFilter, readList } from '#db/queries/declared-list.ts';
import { EXCEPTIONS } from '#db/queries/exceptions.ts';
import { LISTS } from '#db/queries/lists.ts';
import { createWorld, State } from '#lib/emulator/index.ts';
import { extendEnv } from '#lib/env.ts';
import { receive } from '#lib/pipeline.ts';
import { mvmnt } from '#lib/providers/mvmnt/index.ts';
import { runtime } from '#lib/runtime.ts';
import { ENGLISH } from '#lib/words/words-of.ts';
import { startEmulated } from '#tests/support/emulated.ts';
import { keyed } from '#tests/support/signed.ts';

vi.mock('#app/words.ts', () => ({ readWords: async () => ENGLISH }));

const DAY = 86_400_000;
const now = Date.now();
const start = new Date(now - 100 * DAY);
const world = createWorld({ seed: 'overview', start, shipments: 110, shipmentIntervalMs: 22 * 3_600_000 });
const emulated = await startEmulated(new State([world]));
const { runtime: emulatedRuntime, databaseUrl, state } = emulated;

/** A link of the overview: its target, and its number or null. */
type Stated = { href: string; figure: number | null };
let html = '';
let links: Stated[] = [];

beforeAll(async () => {
  for (let at = start.getTime(); at < now; ) {
    at = Math.min(at + 5 * DAY, now);
    await emulated.receive(state.advanceTo(new Date(at)));
  }
  await addOddRows();
  extendEnv({ DATABASE_URL: databaseUrl });
  html = renderToStaticMarkup(
    ClockProvider({ renderedAt: now, children: await Overview({ titleType: null, me: 'ops@example.com' }) }),
  );
  links = linksOf(html);
}, 180_000);

afterAll(async () => {
  await (await runtime()).stop();
});

/** Rare values: no currency, two dead letters in one delivery, removed invoices, ports without a name. */
async function addOddRows(): Promise<void> {
  const dueDate = new Date(now - 20 * DAY).toISOString().slice(0, 10);
  const owed = { status: 'AWAITING_PAYMENT', amount: 75, amountOwed: 75, dueDate };
  const invoice = (id: string, more: object = {}) => ({
    event: 'CUSTOMER_INVOICE_CREATED',
    timestamp: new Date(now - 30 * DAY).toISOString(),
    data: { id, friendlyId: id, ...owed, ...more },
  });
  const poison = [
    { event: 'SHIPMENT_BOOKED', timestamp: 'yesterday', data: { id: 'a' } },
    { event: 'SHIPMENT_BOOKED' },
  ];
  const events = [invoice('no-currency'), invoice('dollars', { currency: 'USD' }), ...poison];
  const body = Buffer.from(JSON.stringify({ sentAt: new Date(now).toISOString(), events }));
  const arrival = { headers: keyed(), body, receivedAt: new Date().toISOString(), remote: '' };
  await receive(mvmnt, arrival, emulatedRuntime.receiver.contextOf(mvmnt));
  await emulatedRuntime.drain();
  await emulatedRuntime.sql`update invoices set removed = true where id in (
    select id from invoices where due_on < to_char(now(), 'YYYY-MM-DD') and status = 'outstanding' order by id limit 2)`;
  const hasCodes = emulatedRuntime.sql`port_of_loading->>'unlocode' is not null and port_of_discharge->>'unlocode' is not null`;
  const unnamed =
    await emulatedRuntime.sql`update shipments set destination = port_of_discharge, port_of_discharge = null where id in (
    select id from shipments where eta_at > now() and eta_at < now() + interval '5 days' and arrived is null
      and status not in ('delivered', 'cancelled', 'removed') and ${hasCodes} order by id limit 1)`;
  const inland = await emulatedRuntime.sql`update shipments set arrived = eta where id in (
    select id from shipments where status = 'in_transit' and ${hasCodes} order by id limit 2)`;
  expect([unnamed.count, inland.count]).toEqual([1, 2]);
}

function linksOf(page: string): Stated[] {
  const found = page.matchAll(/<a\b[^>]*href="([^"]+)"[^>]*>(.*?)<\/a>/gs);
  return [...found].map(([, href = '', inner = '']) => {
    const text = inner.replace(/<[^>]*>/g, ' ');
    const number = /([\d,]+) invoices?\s*$/.exec(text) ?? /([\d,]+)/.exec(text);
    return { href: href.replaceAll('&amp;', '&'), figure: number ? Number(number[1]?.replaceAll(',', '')) : null };
  });
}

function listAt(href: string) {
  const url = new URL(href, 'http://overview');
  const list = LISTS.find(({ path }) => path === url.pathname);
  return list && { list, texts: Object.fromEntries(url.searchParams) };
}

it('what needs attention begins with the first exceptions of the inbox', async () => {
  const db = openDatabase(databaseUrl, { max: 1 });
  const { data } = await readList(db, EXCEPTIONS, { limit: 12 });
  await db.$client.end();
  expect(data).toHaveLength(12);
  expect(links.flatMap(({ href }) => /^\/exceptions\/(.+)$/.exec(href)?.[1] ?? [])).toEqual(data.map(({ id }) => id));
});

describe('each number on the overview', () => {
  it('links to a list with valid filters', () => {
    const dropped = links.flatMap(({ href }) => {
      const found = listAt(href);
      if (!found) return [];
      const { known } = parseFilter(found.list, found.texts);
      return Object.keys(found.texts)
        .filter((name) => known[name] === undefined)
        .map((name) => `${href}: ${name}`);
    });
    expect(dropped).toEqual([]);
  });

  it('is the number of rows of the linked list', async () => {
    const db = openDatabase(databaseUrl, { max: 2 });
    const wrong: string[] = [];
    for (const { href, figure } of links) {
      const found = listAt(href);
      if (!found || figure === null) continue;
      const rows = await countRows(db, found.list, parseFilter(found.list, found.texts).filter);
      if (rows !== figure) wrong.push(`${href} states ${figure} and lists ${rows}`);
    }
    await db.$client.end();
    expect(wrong).toEqual([]);
  });

  it('exists for exceptions, views, ports, missing documents, lanes, money and sources', () => {
    const stated = links.filter(({ figure }) => figure !== null && figure > 0).map(({ href }) => href);
    for (const part of [
      '/exceptions?group=',
      'owner=nobody',
      'view=arriving',
      'pod=',
      'pol=',
      'side=payable',
      'side=receivable',
      'currency=XXX',
      'status=dead_letter',
      '/documents/missing',
    ])
      expect(
        stated.filter((href) => href.includes(part)),
        part,
      ).not.toEqual([]);
  });
});
