import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { GET, POST } from '#app/api/unsubscribe/[token]/route.ts';
import { openDatabase } from '#db/client.ts';
import { listNotices } from '#db/queries/notices.ts';
import { listRules } from '#db/queries/notification-rules.ts';
import { listSuppressions } from '#db/queries/suppressions.ts';
import { extendEnv } from '#lib/env.ts';
import { sendTest } from '#lib/notices/send-test.ts';
import { findSubscription, removeSuppression } from '#lib/notices/suppressions.ts';
import type { Received } from '#tests/support/mail-server.ts';
import { APP_URL, STAKEHOLDER, startNotified } from '#tests/support/notified.ts';
import { hoursAgo, sailing } from '#tests/support/sailing.ts';
import { AUTH_SECRET } from '#tests/support/server.ts';

const ADMIN = 'ops@example.com';
const notified = await startNotified();
const { sql, notifier } = notified.runtime;
const db = openDatabase(notified.databaseUrl, { max: 1 });
extendEnv({ DATABASE_URL: notified.databaseUrl, AUTH_SECRET });
afterAll(() => db.$client.end());

let shipment = 11_000;
beforeEach(async () => {
  shipment += 1;
  notifier.stop();
  await sql`truncate notices, notification_rules, suppressions, audit_entries, stopped_channels cascade`;
  notified.mail.received.length = 0;
  notified.slack.posted.length = 0;
});

const depart = (of = shipment) => notified.deliver('flexport', sailing({ shipment: of, departed: hoursAgo(5) }));
const headerOf = (mail: Received | undefined, name: string) =>
  mail?.headers.find(({ key }) => key === name)?.value ?? '';
const tokenOf = (mail: Received | undefined) =>
  /^<https:\/\/fairlead\.example\.com\/api\/unsubscribe\/([\w-]+)>$/.exec(headerOf(mail, 'list-unsubscribe'))?.[1] ??
  '';
async function sendDigests(): Promise<void> {
  await sql`update notices set not_before = now() - interval '1 minute' where state = 'pending'`;
  await notifier.sendDue();
}
const states = async () => (await listNotices(db, 10)).map(({ state }) => state).reverse();

const contextOf = (token: string) => ({ params: Promise.resolve({ token }) });
const post = (token: string, body: string, headers: Record<string, string> = {}) =>
  POST(new Request(`${APP_URL}/api/unsubscribe/${token}`, { method: 'POST', body, headers }), contextOf(token));
const oneClick = (token: string) => post(token, 'List-Unsubscribe=One-Click');

/** Sends a departure and returns the token of its e-mail. */
async function subscribed(): Promise<string> {
  await notified.addRule();
  await depart();
  return tokenOf(notified.mail.received[0]);
}

describe('an e-mail', () => {
  it('has the headers of one-click unsubscription, and a link in text and HTML', async () => {
    const token = await subscribed();
    const [mail] = notified.mail.received;
    expect(token).not.toBe('');
    expect(headerOf(mail, 'list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click');
    expect(mail?.text).toContain(`Unsubscribe: ${APP_URL}/unsubscribe/${token}`);
    expect(mail?.html).toContain(`href="${APP_URL}/unsubscribe/${token}"`);
    expect(`${mail?.headers.map(({ value }) => value).join(' ')}`).not.toContain(encodeURIComponent(STAKEHOLDER));
  });
});

describe('a link to unsubscribe', () => {
  it('that a mail scanner follows changes nothing', async () => {
    const token = await subscribed();
    const response = await GET(new Request(`${APP_URL}/api/unsubscribe/${token}`), contextOf(token));
    expect([response.status, response.headers.get('location')]).toEqual([303, `/unsubscribe/${token}`]);
    expect(await findSubscription(db, AUTH_SECRET, token)).toMatchObject({ address: STAKEHOLDER, isSuppressed: false });
    expect(await listSuppressions(db)).toEqual([]);
  });

  it('ends the notices of its rule to its address, without a session, and is recorded', async () => {
    const token = await subscribed();
    expect((await oneClick(token)).status).toBe(200);
    expect((await oneClick(token)).status).toBe(200);
    await depart(shipment + 100);
    expect(await states()).toEqual(['sent', 'suppressed']);
    expect((await listNotices(db, 1))[0]).toMatchObject({ attempts: 0, lastError: 'The recipient unsubscribed.' });
    expect(notified.mail.received).toHaveLength(1);
    expect(await listSuppressions(db)).toMatchObject([
      { target: STAKEHOLDER, rule: 'Rule of email', reason: 'unsubscribed', detail: null },
    ]);
    const entries = await sql`select actor, action, subject from audit_entries where action = 'unsubscribed'`;
    expect([...entries]).toEqual([{ actor: STAKEHOLDER, action: 'unsubscribed', subject: 'Rule of email' }]);
  });

  it('accepts the body as one of several parts, and rejects any other body', async () => {
    const token = await subscribed();
    for (const body of ['', 'List-Unsubscribe=', 'unsubscribe=1']) expect((await post(token, body)).status).toBe(400);
    expect(await listSuppressions(db)).toEqual([]);
    const parts = '--b\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--b--\r\n';
    const type = { 'content-type': 'multipart/form-data; boundary=b' };
    expect((await post(token, parts, type)).status).toBe(200);
    expect(await listSuppressions(db)).toHaveLength(1);
  });

  it('that is changed, or of another installation, is answered 404', async () => {
    const token = await subscribed();
    const changed = token.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A'));
    for (const other of ['x', changed, token.slice(1)]) expect((await oneClick(other)).status).toBe(404);
    expect(await findSubscription(db, `${AUTH_SECRET}x`, token)).toBeNull();
    expect(await listSuppressions(db)).toEqual([]);
  });

  it('leaves other rules of the address, and other addresses, as they are', async () => {
    const token = await subscribed();
    await notified.addRule({ milestones: ['departed'] });
    await notified.addRule({ target: 'other@harbour-home.example' });
    await oneClick(token);
    await depart(shipment + 100);
    expect((await states()).sort()).toEqual(['sent', 'sent', 'sent', 'suppressed']);
  });

  it('works after its rule was removed', async () => {
    const token = await subscribed();
    await sql`update notification_rules set removed_at = now(), enabled = false`;
    expect((await oneClick(token)).status).toBe(200);
  });
});

describe('a suppressed address', () => {
  it('is told to an admin who sends a test', async () => {
    const token = await subscribed();
    await oneClick(token);
    const [rule] = await listRules(db);
    expect(await sendTest(db, notifier, ADMIN, rule?.recipients[0]?.id ?? '')).toBe('The recipient unsubscribed.');
    expect(notified.mail.received).toHaveLength(1);
  });

  it('gets e-mail again once an admin allows it, but not what was suppressed', async () => {
    await oneClick(await subscribed());
    await depart(shipment + 100);
    const [row] = await listSuppressions(db);
    expect(await removeSuppression(db, ADMIN, row?.id ?? '')).toBeNull();
    expect(await removeSuppression(db, ADMIN, row?.id ?? '')).toBe('This address is not suppressed any more.');
    await depart(shipment + 200);
    expect(await states()).toEqual(['sent', 'suppressed', 'sent']);
    const [entry] = await sql`select subject from audit_entries where action = 'suppression-removed'`;
    expect(entry?.subject).toBe(`${STAKEHOLDER} (Unsubscribed)`);
  });

  it('gets no correction of a notice that was suppressed', async () => {
    await oneClick(await subscribed());
    await depart(shipment + 100);
    const [row] = await listSuppressions(db);
    await removeSuppression(db, ADMIN, row?.id ?? '');
    await notified.deliver('flexport', sailing({ shipment: shipment + 100 }));
    expect(await states()).toEqual(['sent', 'suppressed']);
  });

  it('gets no correction of a notice that was sent before', async () => {
    await oneClick(await subscribed());
    await notified.deliver('flexport', sailing({ shipment }));
    expect(await states()).toEqual(['sent', 'suppressed']);
    expect(notified.mail.received).toHaveLength(1);
  });
});

describe('an address that does not exist', () => {
  it('gets nothing more of any rule, and the answer of the mail server is kept', async () => {
    await notified.addRule();
    notified.mail.replies.push({ code: 550, status: '5.1.1' });
    await depart();
    expect(await listSuppressions(db)).toMatchObject([
      { target: STAKEHOLDER, ruleId: null, reason: 'bounced', detail: expect.stringContaining('550 5.1.1') },
    ]);
    await notified.addRule({ milestones: ['arrived'] });
    await notified.deliver(
      'flexport',
      sailing({ shipment: shipment + 100, departed: hoursAgo(5), arrived: hoursAgo(1) }),
    );
    expect(await states()).toEqual(['failed', 'suppressed', 'suppressed']);
    expect((await listNotices(db, 1))[0]?.lastError).toBe('A mail server stated that this address does not exist.');
    expect(notified.mail.received).toEqual([]);
  });

  it.each([
    [550, '5.7.1'],
    [552, '5.2.2'],
    [554, '5.4.4'],
    [451, '4.1.1'],
  ])('is not assumed after %i %s', async (code, status) => {
    await notified.addRule();
    notified.mail.replies.push({ code, status });
    await depart();
    expect(await listSuppressions(db)).toEqual([]);
  });
});

describe('a digest', () => {
  it('has a link to unsubscribe, and is then suppressed with all its notices', async () => {
    await notified.addRule({ cadence: 'daily' });
    for (const of of [shipment, shipment + 100]) await depart(of);
    await sendDigests();
    const token = tokenOf(notified.mail.received[0]);
    expect(notified.mail.received.map(({ subject }) => subject)).toEqual(['Rule of email: 2 departed']);
    expect((await oneClick(token)).status).toBe(200);
    for (const of of [shipment + 200, shipment + 300]) await depart(of);
    await sendDigests();
    expect(notified.mail.received).toHaveLength(1);
    expect(await states()).toEqual(['sent', 'sent', 'suppressed', 'suppressed']);
    expect((await listNotices(db, 1))[0]).toMatchObject({ attempts: 0, lastError: 'The recipient unsubscribed.' });
    expect(await listRules(db)).toMatchObject([{ results: { sent: 2, suppressed: 2 } }]);
  });

  it('to an address that does not exist suppresses it for every rule', async () => {
    await notified.addRule({ cadence: 'daily' });
    notified.mail.replies.push({ code: 550, status: '5.1.1' });
    for (const of of [shipment, shipment + 100]) await depart(of);
    await sendDigests();
    expect(await states()).toEqual(['failed', 'failed']);
    expect(await listSuppressions(db)).toMatchObject([{ target: STAKEHOLDER, reason: 'bounced' }]);
  });
});
