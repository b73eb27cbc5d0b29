import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { findActionLink, followActionLink } from '#app/action-link.ts';
import { openDatabase, openSql } from '#db/client.ts';
import { addUser, changeRole, removeUser } from '#lib/auth/users.ts';
import { extendEnv } from '#lib/env.ts';
import { commandExceptions } from '#lib/exceptions/command-exceptions.ts';
import type { Change } from '#lib/model/change.ts';
import { LINK_ACTION_LABELS, LINK_ACTIONS, type LinkAction } from '#lib/model/link-action.ts';
import { parseMoment } from '#lib/model/time.ts';
import { actionLinks } from '#lib/notices/action-links.ts';
import { runtime } from '#lib/runtime.ts';
import { ownDatabase } from '#tests/support/database.ts';
import { applyBatch } from '#tests/support/exceptions.ts';
import { reportedEvent } from '#tests/support/normalised-events.ts';
import { AUTH_SECRET } from '#tests/support/server.ts';

const ADA = 'ada@example.com';
const ADMIN = 'ops@example.com';
const SETTINGS = { appUrl: 'https://fairlead.example.com', authSecret: AUTH_SECRET };
const databaseUrl = await ownDatabase();
extendEnv({ DATABASE_URL: databaseUrl, AUTH_SECRET });
const sql = openSql(databaseUrl, { max: 2 });
const db = openDatabase(databaseUrl, { max: 1 });
afterAll(async () => {
  await (await runtime()).stop();
  await sql.end();
  await db.$client.end();
});

let exceptionId = '';
let shipments = 0;
beforeEach(async () => {
  vi.useRealTimers();
  await sql`truncate exception_acts, exception_cases, exception_conditions, used_action_links, users cascade`;
  await addUser(db, ADMIN, { email: ADA, name: 'Ada', role: 'operator', password: null });
  shipments += 1;
  await applyBatch(sql, reportedEvent(new Date().toISOString(), held(`L${shipments}`)));
  const [opened] = await sql<{ id: string }[]>`select id from exception_cases`;
  exceptionId = opened?.id ?? '';
});

const held = (shipment: string): Change => ({
  ...{ kind: 'milestone', shipment, code: 'CUSTOMS_HOLD', classifier: 'ACT', reason: 'exam' },
  moment: parseMoment(new Date(Date.now() - 3_600_000).toISOString()),
});

async function tokenFor(action: LinkAction): Promise<string> {
  const links = await actionLinks(sql, SETTINGS, { exceptionId, recipient: 'Ada@example.com' });
  const link = links.find(({ text }) => text === LINK_ACTION_LABELS[action])?.link;
  return link?.replace(`${SETTINGS.appUrl}/act/`, '') ?? '';
}
const stored = async () =>
  (await sql`select owner, snoozed_until, touched_at is not null as touched from exception_cases`)[0];
const acts = async () =>
  (await sql`select kind, by from exception_acts where by is not null order by id`).map(
    ({ kind, by }) => `${by} ${kind}`,
  );
const adaId = async () => (await sql<{ id: string }[]>`select id from users where email = ${ADA}`)[0]?.id ?? '';

describe('a link of an e-mail about an exception', () => {
  it('changes nothing when it is opened', async () => {
    for (const action of LINK_ACTIONS) {
      const token = await tokenFor(action);
      for (const _ of [1, 2])
        expect(await findActionLink(token)).toMatchObject({
          state: 'ready',
          action,
          person: ADA,
          item: { id: exceptionId },
        });
    }
    expect(await acts()).toEqual([]);
    expect(await stored()).toEqual({ owner: null, snoozed_until: null, touched: false });
  });

  it('acknowledges it in the name of the recipient, once', async () => {
    const token = await tokenFor('acknowledge');
    expect(await followActionLink(token, 'UTC')).toEqual({ ok: true, message: 'Acknowledged.' });
    expect(await followActionLink(token, 'UTC')).toEqual({
      ok: false,
      message: 'This link was used already. It can be used once.',
    });
    expect(await findActionLink(token)).toEqual({ state: 'used' });
    expect(await acts()).toEqual([`${ADA} acknowledged`]);
    expect(await stored()).toMatchObject({ owner: null, touched: true });
  });

  it('acts once when it is pressed several times at the same moment', async () => {
    const token = await tokenFor('snooze');
    const outcomes = await Promise.all([1, 2, 3].map(() => followActionLink(token, 'UTC')));
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await acts()).toEqual([`${ADA} snoozed`]);
  });

  it('assigns it to the recipient', async () => {
    expect(await followActionLink(await tokenFor('assign'), 'UTC')).toEqual({
      ok: true,
      message: 'It is assigned to you.',
    });
    expect(await stored()).toMatchObject({ owner: ADA });
    expect(await acts()).toEqual([`${ADA} assigned`]);
  });

  it.each([
    ['UTC', '2026-03-31T09:00:00.000Z'],
    ['America/Los_Angeles', '2026-03-30T16:00:00.000Z'],
    ['Asia/Tokyo', '2026-03-31T00:00:00.000Z'],
  ])('snoozes it until 09:00 of the next day in %s', async (zone, until) => {
    await sql`update users set created_at = '2026-01-01'`;
    // Sunday evening in Los Angeles, Monday elsewhere.
    vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-03-30T03:00:00Z') });
    expect(await followActionLink(await tokenFor('snooze'), zone)).toMatchObject({ ok: true });
    expect((await stored())?.snoozed_until.toISOString()).toBe(until);
  });

  it('that changes nothing says why, and can be used later', async () => {
    const token = await tokenFor('assign');
    await commandExceptions(sql, ADMIN, [exceptionId], { act: 'assign', owner: ADA }, async () => {});
    expect(await followActionLink(token, 'UTC')).toEqual({
      ok: false,
      message: 'Nothing was changed: It has this owner already.',
    });
    await commandExceptions(sql, ADMIN, [exceptionId], { act: 'assign', owner: null }, async () => {});
    expect(await followActionLink(token, 'UTC')).toMatchObject({ ok: true });
  });

  it('expires after seven days', async () => {
    const token = await tokenFor('assign');
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 7 * 86_400_000 + 1_000 });
    expect(await findActionLink(token)).toEqual({ state: 'expired' });
    expect(await followActionLink(token, 'UTC')).toMatchObject({
      ok: false,
      message: expect.stringContaining('expired'),
    });
    expect(await acts()).toEqual([]);
  });

  it.each(['viewer', 'removed', 'removed and added again'])('is not for a person who is %s since', async (change) => {
    const token = await tokenFor('assign');
    await addUser(db, ADMIN, { email: ADMIN, name: null, role: 'admin', password: null });
    if (change === 'viewer') await changeRole(db, ADMIN, await adaId(), 'viewer');
    else await removeUser(db, ADMIN, await adaId());
    if (change.endsWith('again'))
      await addUser(db, ADMIN, { email: ADA, name: 'Another Ada', role: 'operator', password: null });
    expect(await findActionLink(token)).toEqual({ state: 'forbidden' });
    expect((await followActionLink(token, 'UTC')).ok).toBe(false);
    expect(await acts()).toEqual([]);
  });

  it('cannot be changed into another one', async () => {
    const token = await tokenFor('acknowledge');
    for (let at = 0; at < token.length; at += 1) {
      const changed = token.slice(0, at) + (token[at] === 'A' ? 'B' : 'A') + token.slice(at + 1);
      expect(await findActionLink(changed)).toEqual({ state: 'invalid' });
    }
    expect(await findActionLink('')).toEqual({ state: 'invalid' });
  });
});

describe('the links of a message', () => {
  it('are for people who may act, and need the address of the installation', async () => {
    const of = (recipient: string) => actionLinks(sql, SETTINGS, { exceptionId, recipient });
    expect((await of(ADA)).map(({ text }) => text)).toEqual(['Acknowledge', 'Assign to me', 'Snooze until tomorrow']);
    expect(await of('stranger@example.com')).toEqual([]);
    await addUser(db, ADMIN, { email: 'viewer@example.com', name: null, role: 'viewer', password: null });
    expect(await of('viewer@example.com')).toEqual([]);
    expect(await actionLinks(sql, { ...SETTINGS, appUrl: null }, { exceptionId, recipient: ADA })).toEqual([]);
  });
});
