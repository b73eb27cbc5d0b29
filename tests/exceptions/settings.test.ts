import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Database, openDatabase, openSql, type Sql } from '#db/client.ts';
import { listOwnerRules, removeOwnerRule, setOwnerRule } from '#db/queries/exception-owners.ts';
import { workingHoursSettings } from '#db/queries/working-hours.ts';
import { addUser, removeUser } from '#lib/auth/users.ts';
import { commandExceptions } from '#lib/exceptions/command-exceptions.ts';
import { sweepExceptions } from '#lib/exceptions/sweep.ts';
import { changeWorkingHours, recalculateTargets } from '#lib/exceptions/working-hours.ts';
import type { Change } from '#lib/model/change.ts';
import type { ExceptionCommand } from '#lib/model/exception-command.ts';
import { parseMoment } from '#lib/model/time.ts';
import { OFFICE_HOURS, type WorkingHours } from '#lib/model/working-hours.ts';
import { ownDatabase } from '#tests/support/database.ts';
import { applyBatch } from '#tests/support/exceptions.ts';
import { reportedEvent } from '#tests/support/normalised-events.ts';

const ADMIN = 'admin@example.com';
const silent = async () => {};

let sql: Sql;
let db: Database & { $client: Sql };
beforeAll(async () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  const url = await ownDatabase();
  sql = openSql(url, { max: 3 });
  db = openDatabase(url, { max: 2 });
  for (const email of [ADMIN, 'broker@example.com', 'ada@example.com', 'bo@example.com']) {
    await addUser(db, ADMIN, { email, name: null, role: email === ADMIN ? 'admin' : 'operator', password: null });
  }
});
afterAll(async () => {
  vi.useRealTimers();
  await Promise.all([sql.end(), db.$client.end()]);
});

let shipment = '';
let shipments = 0;
beforeEach(async () => {
  await sql`truncate exception_acts, exception_cases, exception_conditions, exception_sweep, exception_owners,
    working_hours_settings, audit_entries`;
  shipments += 1;
  shipment = `W${shipments}`;
});

async function at(instant: string, ...changes: Change[]): Promise<void> {
  vi.setSystemTime(new Date(instant));
  if (changes.length > 0) await applyBatch(sql, reportedEvent(new Date(instant).toISOString(), ...changes));
  else await sweepExceptions(sql, silent);
}

const held = (time: string, reason = 'exam', of = shipment): Change => ({
  ...{ kind: 'milestone', shipment: of, code: 'CUSTOMS_HOLD', classifier: 'ACT', reason },
  moment: parseMoment(time),
});
const ofCustomer = (customer: string, of = shipment): Change => ({
  ...{ kind: 'shipment', shipment: of, fields: { customer } },
});
const happened = (time: string): Change => ({
  ...{ kind: 'milestone', shipment, code: 'DISCHARGED', classifier: 'ACT', moment: parseMoment(time) },
});

async function command(given: ExceptionCommand): Promise<void> {
  const cases = await sql<{ id: string }[]>`select id from exception_cases where closed_at is null`;
  const ids = cases.map(({ id }) => id);
  expect(await commandExceptions(sql, ADMIN, ids, given, silent)).toMatchObject(
    ids.map(() => ({ outcome: 'applied' })),
  );
}

type Target = { touchBy: string; resolveBy: string };

async function target(): Promise<Target> {
  const [row] = await sql<{ touchBy: Date; resolveBy: Date }[]>`
    select touch_by as "touchBy", resolve_by as "resolveBy" from exception_cases where closed_at is null`;
  return { touchBy: row?.touchBy.toISOString() ?? '', resolveBy: row?.resolveBy.toISOString() ?? '' };
}

async function change(hours: Partial<WorkingHours>): Promise<void> {
  await changeWorkingHours(sql, ADMIN, { ...OFFICE_HOURS, ...hours });
  await recalculateTargets(sql, silent);
}

/** A Monday. */
const MONDAY = '2026-03-30';

describe('the working hours', () => {
  it('are those of offices until an admin changes them, and audited', async () => {
    expect(await workingHoursSettings(db)).toEqual({ hours: OFFICE_HOURS, changed: null, isRecalculating: false });
    await changeWorkingHours(sql, ADMIN, { ...OFFICE_HOURS, from: 9, timeZone: 'Europe/Berlin' });
    expect(await workingHoursSettings(db)).toMatchObject({ changed: { by: ADMIN }, isRecalculating: true });
    await change({ from: 9, timeZone: 'Europe/Berlin' });
    expect(await workingHoursSettings(db)).toMatchObject({ hours: { from: 9 }, isRecalculating: false });
    expect(await sql`select actor, action, subject from audit_entries`).toEqual([
      {
        actor: ADMIN,
        action: 'working-hours-changed',
        subject: 'Mon, Tue, Wed, Thu, Fri 08:00 to 18:00 UTC to Mon, Tue, Wed, Thu, Fri 09:00 to 18:00 Europe/Berlin',
      },
    ]);
  });

  it('give the targets of exceptions that open afterwards', async () => {
    await change({ from: 9, to: 17, timeZone: 'Europe/Berlin', holidays: ['2026-03-31'] });
    // A hold is high: 4 h, and 20 h to the end; 12:00 in Berlin.
    await at(`${MONDAY}T10:00:00Z`, held(`${MONDAY}T09:00:00Z`));
    expect(await target()).toEqual({ touchBy: '2026-03-30T14:00:00.000Z', resolveBy: '2026-04-02T14:00:00.000Z' });
  });

  it('move the targets of open exceptions, and back', async () => {
    await at(`${MONDAY}T10:00:00Z`, held(`${MONDAY}T09:00:00Z`));
    const before = await target();
    expect(before).toEqual({ touchBy: '2026-03-30T14:00:00.000Z', resolveBy: '2026-04-01T10:00:00.000Z' });
    await change({ holidays: ['2026-03-31', '2026-04-01'] });
    expect(await target()).toEqual({ ...before, resolveBy: '2026-04-03T10:00:00.000Z' });
    await change({});
    expect(await target()).toEqual(before);
  });

  it('move targets to where they were if they had always been so, whatever happened meanwhile', async () => {
    const story = async () => {
      await at(`${MONDAY}T10:00:00Z`, held(`${MONDAY}T09:00:00Z`));
      await at('2026-03-30T11:00:00Z');
      await command({ act: 'snooze', until: 'milestone' });
      await at('2026-04-02T09:30:00Z', happened('2026-04-02T09:00:00Z'));
      await at('2026-04-02T12:00:00Z');
      await command({ act: 'resolve', resolution: 'fixed' });
      await at('2026-04-03T12:00:00Z', held('2026-04-03T11:30:00Z', 'x_ray'));
      await command({ act: 'snooze', until: 'worse' });
      await at('2026-04-06T09:00:00Z');
      await command({ act: 'unsnooze' });
    };
    const hours = { from: 7, to: 15.5, timeZone: 'America/New_York', holidays: ['2026-04-03', '2026-04-07'] };
    await change(hours);
    await story();
    const always = await target();
    await sql`truncate exception_acts, exception_cases, exception_conditions, exception_sweep, working_hours_settings`;
    shipment = `${shipment} again`;
    await story();
    expect(await target()).not.toEqual(always);
    await change(hours);
    expect(await target()).toEqual(always);
  });
});

describe('default owners', () => {
  const owners = async () =>
    Object.fromEntries(
      (
        await sql<{ shipment: string; type: string; owner: string | null }[]>`
          select external_id as shipment, type, owner from exception_cases join shipments on shipments.id = shipment_id
          where closed_at is null`
      ).map(({ shipment: of, type, owner }) => [`${of.split(' ').at(-1)} ${type}`, owner]),
    );

  it('get what opens: the most specific rule counts, capitals of customers do not', async () => {
    await setOwnerRule(db, ADMIN, { type: null, customer: null, owner: ADMIN });
    await setOwnerRule(db, ADMIN, { type: 'hold.customs', customer: null, owner: 'broker@example.com' });
    await setOwnerRule(db, ADMIN, { type: null, customer: 'Acme Ltd', owner: 'ada@example.com' });
    await setOwnerRule(db, ADMIN, { type: 'hold.agency', customer: 'ACME LTD', owner: 'bo@example.com' });
    const of = (name: string) => `${shipment} ${name}`;
    await at(
      `${MONDAY}T10:00:00Z`,
      ofCustomer('acme ltd', of('a')),
      held(`${MONDAY}T09:00:00Z`, 'exam', of('a')),
      ofCustomer('ACME Ltd', of('b')),
      held(`${MONDAY}T09:00:00Z`, 'agriculture', of('b')),
      held(`${MONDAY}T09:00:00Z`, 'exam', of('c')),
      held(`${MONDAY}T09:00:00Z`, 'terminal_fees', of('d')),
    );
    expect(await owners()).toEqual({
      'a hold.customs': 'ada@example.com',
      'b hold.agency': 'bo@example.com',
      'c hold.customs': 'broker@example.com',
      'd hold.terminal': ADMIN,
    });
    const acts = await sql`select kind, by, content from exception_acts where content->>'owner' = 'bo@example.com'`;
    expect(acts).toEqual([{ kind: 'assigned', by: null, content: { owner: 'bo@example.com', before: null } }]);
  });

  it('do not take what a person owns, and leave what is open when their rule is removed', async () => {
    await at(`${MONDAY}T10:00:00Z`, held(`${MONDAY}T09:00:00Z`));
    await command({ act: 'assign', owner: 'bo@example.com' });
    await setOwnerRule(db, ADMIN, { type: 'hold.customs', customer: null, owner: 'broker@example.com' });
    await at(`${MONDAY}T11:00:00Z`, held(`${MONDAY}T10:30:00Z`));
    expect(Object.values(await owners())).toEqual(['bo@example.com']);
    const [rule] = await listOwnerRules(db);
    await removeOwnerRule(db, ADMIN, rule?.id ?? '');
    await at(`${MONDAY}T12:00:00Z`, held(`${MONDAY}T11:30:00Z`, 'exam', `${shipment} b`));
    expect(Object.values(await owners()).sort()).toEqual(['bo@example.com', null].sort());
  });

  it('are users: a stranger is refused, and a rule is replaced by one with the same key', async () => {
    const rule = { type: 'hold.customs', customer: null } as const;
    expect(await setOwnerRule(db, ADMIN, { ...rule, owner: 'x@example.com' })).toEqual({
      mistake: { field: 'owner', message: 'No user has the address x@example.com.' },
    });
    await setOwnerRule(db, ADMIN, { ...rule, owner: 'bo@example.com' });
    await setOwnerRule(db, ADMIN, { ...rule, owner: 'ada@example.com' });
    expect(await listOwnerRules(db)).toMatchObject([{ ...rule, owner: 'ada@example.com' }]);
  });

  it('own nothing any more when they are removed', async () => {
    await setOwnerRule(db, ADMIN, { type: null, customer: null, owner: 'bo@example.com' });
    await at(`${MONDAY}T10:00:00Z`, held(`${MONDAY}T09:00:00Z`));
    const [bo] = await sql<{ id: string }[]>`select id from users where email = 'bo@example.com'`;
    expect(await removeUser(db, ADMIN, bo?.id ?? '')).toBeNull();
    expect(Object.values(await owners())).toEqual([null]);
    expect(await listOwnerRules(db)).toEqual([]);
    const [act] = await sql`select kind, by, content from exception_acts order by id desc limit 1`;
    expect(act).toEqual({ kind: 'assigned', by: ADMIN, content: { owner: null, before: 'bo@example.com' } });
    await at(`${MONDAY}T11:00:00Z`, held(`${MONDAY}T10:00:00Z`, 'exam', `${shipment} b`));
    expect(Object.values(await owners())).toEqual([null, null]);
  });
});
