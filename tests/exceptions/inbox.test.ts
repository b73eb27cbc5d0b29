import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { groupLinks, inboxTabs } from '#components/exceptions/tabs.ts';
import { type Database, openDatabase, openSql, type Sql } from '#db/client.ts';
import { countRows, parseFilter } from '#db/queries/declared-list.ts';
import { EXCEPTIONS, exceptionsOfShipment } from '#db/queries/exceptions.ts';
import { COUNTED_TABS, countInbox } from '#db/queries/inbox-counts.ts';
import { commandExceptions } from '#lib/exceptions/command-exceptions.ts';
import type { Change } from '#lib/model/change.ts';
import { type ExceptionCommand, exceptionsCommandSchema } from '#lib/model/exception-command.ts';
import { parseMoment } from '#lib/model/time.ts';
import { ENGLISH } from '#lib/words/words-of.ts';
import { ownDatabase } from '#tests/support/database.ts';
import { applyBatch } from '#tests/support/exceptions.ts';
import { reportedEvent } from '#tests/support/normalised-events.ts';

const ANA = 'ana@example.com';
const BO = 'bo@example.com';
const AT = '2026-03-30T09:00:00Z';

let sql: Sql;
let db: Database & { $client: Sql };
const ids: Record<string, string> = {};

const alert = (shipment: string, code: 'CUSTOMS_HOLD' | 'FREE_TIME_EXPIRED' | 'CHECK_CALL_DUE'): Change => ({
  ...{ kind: 'milestone', shipment, code, classifier: 'ACT' },
  moment: parseMoment(AT),
});

async function command(by: string, shipment: string, given: ExceptionCommand, isDryRun = false) {
  return commandExceptions(sql, by, [ids[shipment] ?? ''], given, async () => {}, isDryRun);
}

beforeAll(async () => {
  const url = await ownDatabase();
  sql = openSql(url, { max: 2 });
  db = openDatabase(url, { max: 2 });
  await sql`insert into users (email, role, created_at) values (${ANA}, 'operator', now()), (${BO}, 'operator', now())`;
  const held = ['H1', 'H2', 'H3', 'H4', 'H5'].map((shipment) => alert(shipment, 'CUSTOMS_HOLD'));
  const others = [alert('C1', 'FREE_TIME_EXPIRED'), alert('C2', 'FREE_TIME_EXPIRED'), alert('M1', 'CHECK_CALL_DUE')];
  await applyBatch(sql, reportedEvent(new Date(AT).toISOString(), ...held, ...others));
  const rows = await sql<{ shipment: string; id: string }[]>`
    select external_id as shipment, cases.id from exception_cases as cases join shipments on shipments.id = cases.shipment_id`;
  for (const { shipment, id } of rows) ids[shipment] = id;
  expect(Object.keys(ids).sort()).toEqual(['C1', 'C2', 'H1', 'H2', 'H3', 'H4', 'H5', 'M1']);
  await command(ANA, 'H1', { act: 'assign', owner: ANA });
  await command(ANA, 'H2', { act: 'assign', owner: BO });
  await command(ANA, 'H3', { act: 'snooze', until: 'milestone' });
  await command(ANA, 'H4', { act: 'resolve', resolution: 'fixed' });
  await command(ANA, 'C1', { act: 'assign', owner: ANA });
});
afterAll(async () => {
  await sql.end();
  await db.$client.end();
});

const SPEC = {
  base: '/exceptions',
  filters: Object.keys(EXCEPTIONS.filter.shape),
  sorts: { urgency: 'desc' as const },
};

/** The rows at an address of the inbox. */
async function rowsAt(href: string): Promise<number> {
  const texts = Object.fromEntries(new URL(href, 'http://inbox').searchParams);
  const { known, filter } = parseFilter(EXCEPTIONS, texts);
  expect(known).toEqual(texts);
  return countRows(db, EXCEPTIONS, filter);
}

describe('each count of the inbox is that of the rows that it links to', () => {
  it.each([{}, { group: 'holds' }, { severity: 'critical' }, { q: 'h' }, { group: 'charges', q: 'c' }])(
    'of its tabs, under %j',
    async (state: Record<string, string>) => {
      const counts = await countInbox(db, ANA, parseFilter(EXCEPTIONS, state).filter);
      const { links } = inboxTabs(SPEC, state, counts, ANA, ENGLISH);
      for (const { key, href, count } of links)
        if (key !== 'ended') expect(`${key} ${count}`).toBe(`${key} ${await rowsAt(href)}`);
    },
  );

  it.each(['', 'owner=nobody', `owner=${ANA}`, 'state=snoozed', 'state=resolved'])(
    'of its groups, at %s',
    async (search) => {
      const state = Object.fromEntries(new URLSearchParams(search));
      const counts = await countInbox(db, ANA);
      const links = groupLinks(SPEC, state, counts, ANA);
      expect(links.length).toBeGreaterThan(0);
      for (const { group, href, count } of links) expect(`${group} ${count}`).toBe(`${group} ${await rowsAt(href)}`);
    },
  );

  it('of what needs attention, by owner', async () => {
    const counts = await countInbox(db, ANA);
    expect(COUNTED_TABS.map((tab) => counts[tab])).toEqual([2, 3, 6, 1, 1]);
    expect(counts.groups).toMatchObject({ holds: 3, charges: 2, milestones: 1 });
    expect(counts.critical).toBe(await rowsAt('/exceptions?severity=critical'));
    expect((await countInbox(db, null)).mine).toBe(0);
  });
});

it('a dry run says what would happen to each, and changes nothing', async () => {
  const resolve: ExceptionCommand = { act: 'resolve', resolution: 'no_action' };
  const before = await sql`select * from exception_cases order by id`;
  const outcomes = await commandExceptions(sql, BO, [ids.H5 ?? '', ids.H4 ?? ''], resolve, async () => {}, true);
  expect(outcomes).toEqual([
    { id: ids.H5, outcome: 'applied', reason: null, before: expect.objectContaining({ resolvedAt: null }) },
    { id: ids.H4, outcome: 'unchanged', reason: 'It is resolved already', before: null },
  ]);
  expect(await sql`select * from exception_cases order by id`).toEqual(before);
  expect(await sql`select 1 from exception_acts where by = ${BO}`).toHaveLength(0);
});

it('an owner is the same in upper and lower case', () => {
  const given = { ids: [ids.H5], act: 'assign', owner: 'Ana@Example.com' };
  expect(exceptionsCommandSchema.parse(given)).toMatchObject({ owner: ANA });
});

it('the page of a shipment shows open and snoozed exceptions, not resolved ones', async () => {
  const shown = async (shipment: string) => {
    const [row] = await sql<{ id: string }[]>`select id from shipments where external_id = ${shipment}`;
    return (await exceptionsOfShipment(db, row?.id ?? '')).map(({ type, state }) => `${type} ${state}`);
  };
  expect(await shown('H1')).toEqual(['hold.customs open']);
  expect(await shown('H3')).toEqual(['hold.customs snoozed']);
  expect(await shown('H4')).toEqual([]);
});
