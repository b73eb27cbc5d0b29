import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { findMatching } from '#app/(dashboard)/exceptions/many.ts';
import { commandMany } from '#app/command-many.ts';
import { type Database, database, type Sql } from '#db/client.ts';
import { matchingExceptions } from '#db/queries/matching-exceptions.ts';
import { extendEnv } from '#lib/env.ts';
import { runtime } from '#lib/runtime.ts';
import { ownDatabase } from '#tests/support/database.ts';

const OPS = 'ops@example.com';
const BO = 'bo@example.com';
/** In three transactions. */
const COUNT = 1_200;

vi.mock('#lib/auth/require-user.ts', () => ({ requireUser: async () => ({ email: OPS, role: 'operator' }) }));

let sql: Sql;
beforeAll(async () => {
  extendEnv({ DATABASE_URL: await ownDatabase() });
  sql = (database() as Database & { $client: Sql }).$client;
  await sql`insert into users (email, role, created_at) values (${OPS}, 'operator', now()), (${BO}, 'operator', now())`;
  await sql`
    insert into exception_cases (entity_type, entity_id, shipment_id, type, part, generation, severity, urgency, evidence_at, event_id, details,
      opened_at, owner, touch_by, resolve_by, resolved_at, resolution)
    select 'shipment', gen_random_uuid(), gen_random_uuid(), case n % 2 when 0 then 'hold.customs' else 'arrival.slip' end, '', 1, 2, n, now(),
      gen_random_uuid(), '{}', now(), case when n % 10 = 0 then ${BO} end, now(), now(), case when n % 100 = 1 then now() end,
      case when n % 100 = 1 then 'fixed' end
    from generate_series(1, ${COUNT}::integer) as n`;
});
afterAll(async () => {
  await (await runtime()).stop();
  await sql.end();
});

/** How many exceptions each owner has. */
const owners = async () =>
  Object.fromEntries(
    (
      await sql<{ owner: string | null; count: number }[]>`
      select owner, count(*)::integer as count from exception_cases group by owner order by owner`
    ).map(({ owner, count }) => [owner ?? 'nobody', count] as const),
  );

it('all exceptions that match a filter are found, on whatever page they are, the most urgent first', async () => {
  const { ids, isCut } = await matchingExceptions(database(), {});
  expect(ids).toHaveLength(COUNT - 12);
  expect(isCut).toBe(false);
  const [first] = await sql`select id from exception_cases where resolved_at is null order by urgency desc limit 1`;
  expect(ids[0]).toBe(first?.id);
  expect((await findMatching(`?group=holds&owner=${encodeURIComponent(BO)}&cursor=x`)).ids).toHaveLength(120);
  expect((await findMatching('?state=resolved')).ids).toHaveLength(12);
});

it('a command is tried on all of them, done to all of them, and undone', async () => {
  const { ids } = await matchingExceptions(database(), { state: 'all' });
  const before = await owners();
  expect(before).toEqual({ nobody: COUNT - 120, [BO]: 120 });
  const expected = [
    { outcome: 'applied', reason: null, count: COUNT - 120 },
    { outcome: 'unchanged', reason: 'It has this owner already', count: 120 },
  ];
  const command = { act: 'assign', owner: BO } as const;
  const tried = await commandMany(OPS, ids, command, true);
  expect(tried.tallies).toEqual(expect.arrayContaining(expected));
  expect(tried.undo).toEqual([]);
  expect(await owners()).toEqual(before);
  const done = await commandMany(OPS, ids, command, false);
  expect(done.tallies).toEqual(expect.arrayContaining(expected));
  expect(await owners()).toEqual({ [BO]: COUNT });
  expect(done.undo.map((batch) => batch.ids.length)).toEqual([COUNT - 120]);
  for (const batch of done.undo) await commandMany(OPS, batch.ids, batch.command, false);
  expect(await owners()).toEqual(before);
  const [acts] = await sql`select count(*)::integer as count from exception_acts where kind = 'assigned'`;
  expect(acts?.count).toBe(2 * (COUNT - 120));
});

it('what is refused does not hinder the others, and what was done before a failure stays and can be undone', async () => {
  const { ids } = await matchingExceptions(database(), { state: 'all' });
  const snoozed = await commandMany(OPS, ids, { act: 'snooze', until: 'worse' }, false);
  expect(snoozed.tallies).toEqual(
    expect.arrayContaining([
      { outcome: 'applied', reason: null, count: COUNT - 12 },
      { outcome: 'refused', reason: 'It is resolved', count: 12 },
    ]),
  );
  for (const batch of snoozed.undo) await commandMany(OPS, batch.ids, batch.command, false);
  const failing = [...ids.slice(0, 600), 'no id', ...ids.slice(600)];
  const failed = await commandMany(OPS, failing, { act: 'assign', owner: OPS }, false);
  expect(failed.problem).toBe(`It failed after 500 of ${COUNT + 1} exceptions.`);
  expect((await owners())[OPS]).toBe(500);
  for (const batch of failed.undo) await commandMany(OPS, batch.ids, batch.command, false);
  expect(await owners()).toEqual({ nobody: COUNT - 120, [BO]: 120 });
});
