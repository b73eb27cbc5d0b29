import { createTransport } from 'nodemailer';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from '#db/client.ts';
import { listRules } from '#db/queries/notification-rules.ts';
import { type Mailbox, openMailbox } from '#lib/demo/mailbox.ts';
import { hasMailbox, readDemoMessage, readMailbox } from '#lib/demo/read-mailbox.ts';
import { ensureDemoRules } from '#lib/demo/rules.ts';
import { sweepExceptions } from '#lib/exceptions/sweep.ts';
import { disableRule, removeRule } from '#lib/notices/rules.ts';
import { tellExceptions } from '#lib/pipeline/tell-exceptions.ts';
import { container, customs, passHold } from '#tests/support/exception-notices.ts';
import { applyBatch } from '#tests/support/exceptions.ts';
import { reportedEvent } from '#tests/support/normalised-events.ts';
import { startNotified } from '#tests/support/notified.ts';
import { hoursAgo, sailing } from '#tests/support/sailing.ts';
import { AUTH_SECRET } from '#tests/support/server.ts';

const opened: Mailbox[] = [];
const open = async () => {
  const mailbox = await openMailbox();
  opened.push(mailbox);
  return mailbox;
};
const mailbox = await open();
const notified = await startNotified({ settings: mailbox.variables });
const db = openDatabase(notified.databaseUrl, { max: 1 });
afterAll(async () => {
  await db.$client.end();
  await Promise.all(opened.map((one) => one.stop()));
});

const ensure = ({ slackUrl }: Mailbox) => ensureDemoRules(db, { slackUrl, authSecret: AUTH_SECRET });
const received = async (of = mailbox) => (await readMailbox(of.variables)) ?? [];

beforeEach(async () => {
  await notified.runtime.sql`truncate notices, notification_rules cascade`;
});

describe('the demo', () => {
  it('sends an e-mail and a Slack message about an arrival to its own mailbox, and nothing elsewhere', async () => {
    await ensure(mailbox);
    await notified.deliver('flexport', sailing({ shipment: 9_001, departed: hoursAgo(20), arrived: hoursAgo(1) }));
    const rows = await received();
    expect(rows.map(({ channel, to, subject }) => [channel, to, subject]).sort()).toEqual([
      ['email', 'imports@demo.example', 'Arrived: FLEX-9001, Shanghai → Los Angeles'],
      ['slack', '#arrivals', 'FLEX-9001 arrived'],
    ]);
    const mail = await readDemoMessage(mailbox.variables, rows.find(({ channel }) => channel === 'email')?.id ?? '');
    expect(mail?.html).toContain('FLEX-9001 arrived');
    expect(mail?.text).toContain('Vessel: EVER ALOT');
    expect(mail?.headers.map(({ name }) => name)).toEqual(expect.arrayContaining(['From', 'Message-ID']));
    expect(notified.mail.received).toEqual([]);
  });

  it('sends an e-mail and a Slack message about exceptions that cost money', async () => {
    await ensure(mailbox);
    const before = (await received()).length;
    const over = reportedEvent(hoursAgo(0.1), container('D1', 'CSQU3054383', -1), customs('D1', 'CUSTOMS_HOLD'));
    await applyBatch(notified.runtime.sql, over);
    await sweepExceptions(notified.runtime.sql, tellExceptions);
    await passHold(notified);
    const rows = (await received()).slice(0, -before || undefined);
    expect(rows.map(({ channel, subject }) => [channel, subject]).sort()).toEqual([
      ['email', 'Critical: D1, Free time over'],
      ['slack', 'D1: Customs hold: exam'],
    ]);
  });

  it('has its rules once, with the address of Slack of the latest start', async () => {
    await ensure(mailbox);
    const second = await open();
    await ensure(second);
    expect((await listRules(db)).flatMap(({ recipients }) => recipients.map(({ channel }) => channel)).sort()).toEqual([
      'app',
      'email',
      'email',
      'slack',
      'slack',
    ]);
    await notified.deliver('flexport', sailing({ shipment: 9_002, arrived: hoursAgo(1) }));
    expect((await received(second)).map(({ channel }) => channel)).toEqual(['slack']);
  });

  it('adds no rule again that a user removed, and enables none that a user disabled', async () => {
    await ensure(mailbox);
    const [first, second, ...others] = await listRules(db);
    for (const rule of [first, ...others]) await removeRule(db, 'ops@example.com', rule?.id ?? '');
    await disableRule(db, 'ops@example.com', second?.id ?? '');
    await ensure(mailbox);
    expect(await listRules(db)).toMatchObject([{ id: second?.id, enabled: false }]);
  });
});

describe('the mailbox of the demo', () => {
  const sendText = (url: string, text: unknown) => fetch(url, { method: 'POST', body: JSON.stringify({ text }) });

  it('keeps the latest 200 messages', async () => {
    const own = await open();
    for (let at = 1; at <= 201; at += 1)
      await sendText(own.slackUrl, `*<https://a.example/${at}|Message ${at}>*\nmore`);
    const rows = await received(own);
    expect(rows).toHaveLength(200);
    expect([rows[0]?.subject, rows.at(-1)?.subject]).toEqual(['Message 201', 'Message 2']);
  });

  it('refuses a message over 1 MiB, and text that is none', async () => {
    const own = await open();
    const transport = createTransport({ url: own.variables.SMTP_URL ?? '' });
    const mail = { from: 'a@example.com', to: 'b@example.com', subject: 'Large', text: 'x'.repeat(1_100_000) };
    await expect(transport.sendMail(mail)).rejects.toThrow(/552/);
    transport.close();
    expect((await sendText(own.slackUrl, 5)).status).toBe(400);
    expect(await received(own)).toEqual([]);
  });

  it('is read and written with its secret only', async () => {
    const origin = new URL(mailbox.slackUrl).origin;
    expect((await sendText(`${origin}/services/other`, 'text')).status).toBe(404);
    for (const path of ['/', '/messages', '/other/messages']) expect((await fetch(origin + path)).status).toBe(404);
    expect(await readDemoMessage(mailbox.variables, '../messages')).toBeNull();
  });

  it('does not exist without the demo, and is known to be away when its process ended', async () => {
    expect(hasMailbox(notified.variables)).toBe(true);
    expect(hasMailbox({})).toBe(false);
    expect(await readMailbox({})).toBeNull();
    expect(await readMailbox({ DEMO_MAILBOX_URL: 'http://127.0.0.1:1/secret' })).toBeNull();
  });
});
