import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import * as oneTariff from '#app/api/v1/demurrage-tariffs/[id]/route.ts';
import * as tariffs from '#app/api/v1/demurrage-tariffs/route.ts';
import * as oneOwner from '#app/api/v1/exception-owners/[id]/route.ts';
import * as owners from '#app/api/v1/exception-owners/route.ts';
import * as lateness from '#app/api/v1/settings/lateness/route.ts';
import * as hours from '#app/api/v1/settings/working-hours/route.ts';
import * as liftedHold from '#app/api/v1/shipments/[id]/hold/lift/route.ts';
import * as hold from '#app/api/v1/shipments/[id]/hold/route.ts';
import { openDatabase, openSql, type Sql } from '#db/client.ts';
import { methodOf } from '#lib/api/operation.ts';
import { answerOf, operations } from '#lib/api/operations.ts';
import { issueToken } from '#lib/auth/api-tokens.ts';
import { addUser } from '#lib/auth/users.ts';
import { extendEnv } from '#lib/env.ts';
import { DEFAULT_LATENESS } from '#lib/model/lateness-limits.ts';
import { runtime } from '#lib/runtime.ts';
import { ownDatabase } from '#tests/support/database.ts';
import { tariff } from '#tests/support/tariff.ts';

/** Sessions need Next; clients with a token do not. */
vi.mock('#lib/auth/require-user.ts', () => ({ currentUser: async () => null }));

const ADMIN = 'admin@example.com';
let sql: Sql;
const tokens = { admin: '', operator: '' };

beforeAll(async () => {
  const url = await ownDatabase();
  extendEnv({ DATABASE_URL: url });
  sql = openSql(url, { max: 2 });
  const db = openDatabase(url, { max: 1 });
  await addUser(db, ADMIN, { email: ADMIN, name: null, role: 'admin', password: null });
  const [user] = await sql<{ id: string }[]>`select id from users`;
  for (const role of ['admin', 'operator'] as const)
    tokens[role] = await issueToken(
      db,
      { id: user?.id ?? '', email: ADMIN },
      { name: `Settings, ${role}`, role, days: 7 },
    );
  await db.$client.end();
});
afterAll(async () => {
  await (await runtime()).stop();
  await sql.end();
});
beforeEach(
  () => sql`
  truncate demurrage_tariffs, exception_owners, lateness_settings, working_hours_settings, tariff_settings, audit_entries`,
);

type Route = (request: Request, context: { params: Promise<{ id?: string } | undefined> }) => Promise<Response>;
type Answer = { status: number; data?: { id: string }; errors?: { pointer: string; detail: string }[] };
type Asked = { id?: string | undefined; body?: object; role?: keyof typeof tokens };

/** Calls a route; a successful answer has to match the schema of its operation. */
async function call(route: Route, operationId: string, { id, body, role = 'admin' }: Asked = {}): Promise<Answer> {
  const operation = operations.find((one) => one.id === operationId);
  if (!operation) throw new Error(`No operation ${operationId}`);
  const method = methodOf(operation).toUpperCase();
  const headers = { authorization: `Bearer ${tokens[role]}`, 'content-type': 'application/json' };
  const request = new Request(`http://fairlead/api/v1${operation.path}`, {
    ...{ method, headers },
    ...(body && { body: JSON.stringify(body) }),
  });
  const answer = await route(request, { params: Promise.resolve(id === undefined ? undefined : { id }) });
  const json = (await answer.json()) as Answer;
  if (answer.ok) expect(answerOf(operation).safeParse(json).error).toBeUndefined();
  return { ...json, status: answer.status };
}

const audited = async () =>
  (await sql`select actor, action, subject from audit_entries order by id`).map(({ actor, action, subject }) => [
    ...[actor, action, subject],
  ]);
const mistakes = ({ status, errors }: Answer) => [status, ...(errors ?? []).map(({ pointer }) => pointer)];

describe('the working hours', () => {
  const change = (body: object) => call(hours.PATCH, 'changeWorkingHours', { body });

  it('are read, and changed field by field, as in the settings', async () => {
    expect((await call(hours.GET, 'getWorkingHours')).data).toEqual({
      ...{ days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '08:00', to: '18:00', timeZone: 'UTC', holidays: [] },
      ...{ changedBy: null, changedAt: null, isRecalculating: false },
    });
    await change({ from: '09:30', timeZone: 'Europe/Berlin' });
    const changed = await change({ days: ['sun', 'mon'], holidays: ['2026-12-25', '2026-01-01', '2026-12-25'] });
    expect(changed).toMatchObject({
      status: 200,
      data: {
        ...{ days: ['sun', 'mon'], from: '09:30', to: '18:00', timeZone: 'Europe/Berlin' },
        ...{ holidays: ['2026-01-01', '2026-12-25'], changedBy: 'Settings, admin', isRecalculating: true },
      },
    });
    expect((await call(hours.GET, 'getWorkingHours', { role: 'operator' })).data).toEqual(changed.data);
    const [, last] = await audited();
    expect(last).toEqual([
      'Settings, admin',
      'working-hours-changed',
      'Mon, Tue, Wed, Thu, Fri 09:30 to 18:00 Europe/Berlin to Sun, Mon 09:30 to 18:00 Europe/Berlin, 2 holidays',
    ]);
  });

  it('are rejected with a pointer to each mistake, also one with the hours that stay', async () => {
    expect(mistakes(await change({ days: [] }))).toEqual([422, '#/days']);
    expect(mistakes(await change({ from: '8', holidays: ['25.12.'] }))).toEqual([422, '#/from', '#/holidays/0']);
    expect(mistakes(await change({ timeZone: 'Mars/Olympus', hours: 8 }))[0]).toBe(422);
    expect(mistakes(await change({ to: '08:30' }))).toEqual([422, '#/to']);
    expect(await audited()).toEqual([]);
  });
});

describe('the limits of lateness', () => {
  it('are read, and changed one by one', async () => {
    const unchanged = { changedBy: null, changedAt: null, isRecalculating: false };
    expect((await call(lateness.GET, 'getLatenessLimits')).data).toEqual({ ...DEFAULT_LATENESS, ...unchanged });
    const { data } = await call(lateness.PATCH, 'changeLatenessLimits', { body: { truck: 12 } });
    expect(data).toMatchObject({ ...DEFAULT_LATENESS, truck: 12, changedBy: 'Settings, admin' });
    expect(await audited()).toEqual([['Settings, admin', 'lateness-changed', 'truck 4 to 12 h']]);
    for (const body of [{ truck: 0 }, { truck: '12' }, { truck: 241 }])
      expect(mistakes(await call(lateness.PATCH, 'changeLatenessLimits', { body }))).toEqual([422, '#/truck']);
  });
});

describe('the owners of exceptions', () => {
  it('are set in place of those before, listed, and removed', async () => {
    const set = (body: object) => call(owners.POST, 'setExceptionOwner', { body });
    const first = await set({ type: 'hold.customs', customer: ' Acme Ltd ', owner: ADMIN.toUpperCase() });
    expect(first).toMatchObject({ status: 201, data: { type: 'hold.customs', customer: 'acme ltd', owner: ADMIN } });
    expect((await set({ type: 'hold.customs', customer: 'ACME LTD', owner: ADMIN })).data).toEqual(first.data);
    const every = await set({ owner: ADMIN });
    expect(every.data).toMatchObject({ type: null, customer: null });
    const { data } = await call(owners.GET, 'listExceptionOwners');
    expect(data).toHaveLength(2);
    const of = { id: every.data?.id };
    expect((await call(oneOwner.GET, 'getExceptionOwner', of)).data).toEqual(every.data);
    expect((await call(oneOwner.DELETE, 'removeExceptionOwner', of)).data).toEqual(of);
    expect((await call(oneOwner.DELETE, 'removeExceptionOwner', of)).status).toBe(404);
    expect((await audited()).map(([, action]) => action)).toEqual([
      ...['owner-rule-added', 'owner-rule-added', 'owner-rule-added', 'owner-rule-removed'],
    ]);
    expect(mistakes(await set({ owner: 'nobody@example.com' }))).toEqual([422, '#/owner']);
    expect(mistakes(await set({ type: 'hold.anything', owner: ADMIN }))).toEqual([422, '#/type']);
  });
});

describe('the tariffs', () => {
  const set = (body: object) => call(tariffs.POST, 'setDemurrageTariff', { body });
  const { carrier, currency, tiers } = tariff();

  it('are set, listed, changed and removed, with all that published ones say', async () => {
    const given = {
      ...{ carrier, currency, tiers, charge: 'detention', port: 'USLAX', terminal: 'pier 400', size: '40' },
      ...{ containerType: 'reefer', validFrom: '2026-01-01', validUntil: '2026-12-31', freeDays: 4 },
      ...{ freeDayBasis: 'working', freeFrom: 'same_day', chargeBasis: 'working', holidays: ['2026-07-04'] },
    };
    const added = await set({ ...given, carrier: 'EVERGREEN Line' });
    expect(added).toMatchObject({ status: 201, data: given });
    const of = { id: added.data?.id };
    expect((await set({ ...given, freeDays: 5 })).data).toEqual({ ...added.data, freeDays: 5 });
    expect((await set({ carrier, currency, tiers })).data).toEqual({ id: expect.any(String), ...tariff() });
    expect((await call(tariffs.GET, 'listDemurrageTariffs')).data).toHaveLength(2);
    const changed = await call(oneTariff.PATCH, 'changeDemurrageTariff', { ...of, body: { terminal: null } });
    expect(changed.data).toEqual({ ...added.data, freeDays: 5, terminal: null });
    expect((await call(oneTariff.GET, 'getDemurrageTariff', of)).data).toEqual(changed.data);
    expect((await call(oneTariff.DELETE, 'removeDemurrageTariff', of)).data).toEqual(of);
    for (const [route, id] of [
      [oneTariff.DELETE, 'removeDemurrageTariff'],
      [oneTariff.GET, 'getDemurrageTariff'],
    ] as const)
      expect((await call(route, id, of)).status).toBe(404);
    expect((await call(oneTariff.PATCH, 'changeDemurrageTariff', { ...of, body: {} })).status).toBe(404);
    expect((await audited()).map(([, action]) => action)).toEqual([
      ...['tariff-set', 'tariff-set', 'tariff-set', 'tariff-set', 'tariff-removed'],
    ]);
  });

  it('are rejected with a pointer to each mistake, also one with the fields that stay', async () => {
    expect(mistakes(await set({ carrier: '', currency: 'gold', tiers: [{ from: 2, rate: '1' }] }))).toEqual([
      ...[422, '#/carrier', '#/currency', '#/tiers'],
    ]);
    expect(mistakes(await set({ carrier, currency, tiers, charge: 'detention' }))).toEqual([422, '#/freeDays']);
    const { data } = await set({ carrier, currency, tiers });
    const change = (body: object) => call(oneTariff.PATCH, 'changeDemurrageTariff', { id: data?.id, body });
    expect(mistakes(await change({ terminal: 'Pier 400' }))).toEqual([422, '#/port']);
    expect(mistakes(await change({ freeDays: 4 }))).toEqual([422, '#/freeDays']);
    await set({ carrier, currency, tiers, size: '40' });
    expect((await change({ size: '40' })).status).toBe(422);
    expect((await call(oneTariff.GET, 'getDemurrageTariff', { id: data?.id })).data).toEqual(data);
  });
});

describe('the legal hold of a shipment', () => {
  const id = '019cf0de-1111-7111-8111-111111111111';
  const place = (given: Asked) => call(hold.PATCH, 'placeLegalHold', { id, ...given });
  const lift = (given: Asked) => call(liftedHold.POST, 'liftLegalHold', { id, ...given });

  it('is placed and lifted with a reason, by admins, and both are in the audit log', async () => {
    await sql`
      insert into shipments (id, provider, external_id, status, status_reason, status_basis, progress, archived,
        reported_at, learned_at)
      values (${id}, 'test', '1', 'planned', '', 'none', '[]', false, now(), now())`;
    const long = 'x'.repeat(500);
    expect((await place({ body: { reason: long } })).data).toMatchObject({ reason: long, placedBy: 'Settings, admin' });
    expect((await lift({ body: { reason: 'Settled' }, role: 'operator' })).status).toBe(403);
    for (const body of [{}, { reason: ' a ' }, { reason: `${long}x` }, { reason: 'a\0b' }])
      expect(mistakes(await lift({ body }))).toEqual([422, '#/reason']);
    expect(await sql`select reason from shipment_holds`).toHaveLength(1);
    expect((await lift({ body: { reason: 'Settled' } })).data).toEqual({ id });
    expect((await lift({ body: { reason: 'Settled' } })).status).toBe(404);
    expect(await audited()).toEqual([
      ['Settings, admin', 'hold-placed', `shipment ${id}: ${long}`],
      ['Settings, admin', 'hold-lifted', `shipment ${id}: Settled`],
    ]);
  });
});

it('are changed by admins only', async () => {
  const body = { carrier: 'x', currency: 'USD', tiers: [{ from: 1, rate: '1' }], owner: ADMIN };
  const id = '00000000-0000-4000-8000-000000000000';
  const { owner, ...one } = body;
  const answers = await Promise.all([
    call(hours.PATCH, 'changeWorkingHours', { body: {}, role: 'operator' }),
    call(lateness.PATCH, 'changeLatenessLimits', { body: {}, role: 'operator' }),
    call(owners.POST, 'setExceptionOwner', { body: { owner }, role: 'operator' }),
    call(oneOwner.DELETE, 'removeExceptionOwner', { id, role: 'operator' }),
    call(tariffs.POST, 'setDemurrageTariff', { body: one, role: 'operator' }),
    call(oneTariff.PATCH, 'changeDemurrageTariff', { id, body: {}, role: 'operator' }),
    call(oneTariff.DELETE, 'removeDemurrageTariff', { id, role: 'operator' }),
  ]);
  expect(answers.map(({ status }) => status)).toEqual([403, 403, 403, 403, 403, 403, 403]);
});
