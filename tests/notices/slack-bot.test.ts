import { createHmac } from 'node:crypto';
import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { POST } from '#app/api/slack/actions/route.ts';
import { problemOfTarget } from '#app/rule-target.ts';
import { openDatabase } from '#db/client.ts';
import { noticeHealth } from '#db/queries/notice-health.ts';
import { listNotices, listStoppedChannels } from '#db/queries/notices.ts';
import { listRules } from '#db/queries/notification-rules.ts';
import { addUser } from '#lib/auth/users.ts';
import { extendEnv } from '#lib/env.ts';
import type { Change } from '#lib/model/change.ts';
import { recipientSchema } from '#lib/model/recipient-schema.ts';
import { parseMoment } from '#lib/model/time.ts';
import type { Message } from '#lib/notices/message.ts';
import { resumeChannel } from '#lib/notices/rules.ts';
import { sendByBot } from '#lib/notices/slack/send-by-bot.ts';
import { runtime } from '#lib/runtime.ts';
import { container, customs, passHold } from '#tests/support/exception-notices.ts';
import { applyBatch } from '#tests/support/exceptions.ts';
import { reportedEvent } from '#tests/support/normalised-events.ts';
import { APP_URL, startNotified } from '#tests/support/notified.ts';
import { hoursAgo, sailing } from '#tests/support/sailing.ts';
import { AUTH_SECRET } from '#tests/support/server.ts';
import { SLACK_BOT, startSlackServer } from '#tests/support/slack-server.ts';

const CHANNEL = 'C012AB3CD';
const SIGNING_SECRET = 'signing-secret-of-tests';
const slack = await startSlackServer();
const notified = await startNotified({ settings: { SLACK_BOT_TOKEN: SLACK_BOT, SLACK_API_URL: slack.apiUrl } });
const { sql } = notified.runtime;
const db = openDatabase(notified.databaseUrl, { max: 1 });
const SLACK_USERS = 'U0MAPPED1=ada@example.com';
extendEnv({
  ...{ DATABASE_URL: notified.databaseUrl, AUTH_SECRET, SLACK_SIGNING_SECRET: SIGNING_SECRET, SLACK_USERS },
  ...{ SLACK_BOT_TOKEN: SLACK_BOT, SLACK_API_URL: slack.apiUrl },
});
afterAll(async () => {
  await (await runtime()).stop();
  await slack.stop();
  await db.$client.end();
});

let shipment = 71_000;
beforeEach(async () => {
  shipment += 1_000;
  vi.useRealTimers();
  await sql`truncate notices, notification_rules, audit_entries, exception_acts, exception_cases, exception_conditions, stopped_channels, users cascade`;
  slack.calls.length = 0;
  slack.answers.length = 0;
});

const depart = (of = shipment) => notified.deliver('flexport', sailing({ shipment: of, departed: hoursAgo(5) }));
const addRule = (target = CHANNEL) => notified.addRule({ channel: 'slack', target });
const lastNotice = async () => (await listNotices(db, 1))[0];
const scripted = (body: object, headers: Record<string, string> = {}, status = 200) =>
  slack.answers.push({ status, headers, body: JSON.stringify(body) });

describe('the bot of Slack', () => {
  it('posts to the channel of a rule', async () => {
    await addRule();
    await depart();
    expect(slack.calls).toMatchObject([
      {
        method: 'chat.postMessage',
        body: { channel: CHANNEL, text: expect.stringContaining(`FLEX-${shipment} departed`) },
      },
    ]);
    expect((await lastNotice())?.state).toBe('sent');
    expect((await listRules(db))[0]).toMatchObject({ recipients: [{ target: CHANNEL }], results: { sent: 1 } });
  });

  it('corrects a message in its thread, and shows that in the channel', async () => {
    await addRule();
    await depart();
    await notified.deliver('flexport', sailing({ shipment }));
    const [first, second] = slack.calls;
    expect(first?.body.thread_ts).toBeUndefined();
    const [told] = await sql`select external_ref from notices where kind = 'told'`;
    expect(second).toMatchObject({
      method: 'chat.postMessage',
      body: { channel: CHANNEL, thread_ts: told?.external_ref.split('/')[1], reply_broadcast: true },
    });
    expect(second?.body.text).toContain('Correction');
  });

  it('offers buttons for an exception, follows it in its thread, and changes the message when it ends', async () => {
    await notified.addRule({
      ...{
        channel: 'slack',
        target: CHANNEL,
        trigger: 'exception',
        severity: 'high',
        exceptionTypes: ['hold.customs'],
      },
    });
    const of = `X${shipment}`;
    const report = async (...changes: Change[]) => {
      await applyBatch(sql, reportedEvent(hoursAgo(0.1), ...changes));
      await passHold(notified);
    };
    await report(customs(of, 'CUSTOMS_HOLD'));
    await report(container(of, 'CSQU3054383', 0));
    await report(customs(of, 'CUSTOMS_RELEASED'));
    const [opened, worsened, ended, ...others] = slack.calls;
    expect(others).toEqual([]);
    const [{ id }] = (await sql`select id from exception_cases where type = 'hold.customs'`) as unknown as [
      { id: string },
    ];
    const buttons = { type: 'actions', elements: expect.arrayContaining([expect.objectContaining({ value: id })]) };
    expect(opened?.method).toBe('chat.postMessage');
    expect(opened?.body.blocks).toContainEqual(buttons);
    const [{ ts }] = (await sql`
      select split_part(external_ref, '/', 2) as ts from notices where kind = 'opened'`) as unknown as [{ ts: string }];
    expect(worsened).toMatchObject({ method: 'chat.postMessage', body: { thread_ts: ts, reply_broadcast: true } });
    expect(worsened?.body.blocks).toContainEqual(buttons);
    expect(ended).toMatchObject({ method: 'chat.update', body: { channel: CHANNEL, ts } });
    expect(ended?.body.text).toContain('Ended');
    expect(ended?.body.blocks).not.toContainEqual(expect.objectContaining({ type: 'actions' }));
  });

  it('holds the messages to one channel as long as Slack says, and those to others not', async () => {
    await addRule();
    await addRule('C999ZZ9ZZ');
    slack.answers.push({ status: 429, headers: { 'retry-after': '30' }, body: '{"ok":false,"error":"ratelimited"}' });
    await depart();
    await depart(shipment + 1);
    const channels = slack.calls.map(({ body }) => body.channel);
    expect(new Set(channels).size).toBe(1);
    expect(channels).toHaveLength(2);
    const held =
      await sql`select extract(epoch from held_until - now())::int as seconds from rule_recipients where held_until is not null`;
    expect(held).toHaveLength(1);
    expect(held[0]?.seconds).toBeGreaterThan(20);
    expect(held[0]?.seconds).toBeLessThanOrEqual(30);
  });

  it.each([
    ['channel_not_found', 'failed', 'Invite the bot'],
    ['not_in_channel', 'failed', 'Invite the bot'],
    ['is_archived', 'failed', 'name another one'],
    ['restricted_action', 'failed', 'who may post there'],
    ['msg_too_long', 'failed', ''],
    ['internal_error', 'pending', ''],
    ['team_added_to_org', 'pending', ''],
  ])('after %s a notice is %s, and says why, and what to do', async (error, state, advice) => {
    await addRule();
    scripted({ ok: false, error });
    await depart();
    const { lastError, ...notice } = (await lastNotice()) ?? {};
    expect(notice).toMatchObject({ state, attempts: 1 });
    expect(lastError).toMatch(new RegExp(`^Slack: ${error}\\b.*${advice}`));
    expect(await sql`select 1 from stopped_channels`).toEqual([]);
  });

  it.each(['invalid_auth', 'account_inactive', 'token_revoked', 'missing_scope'])(
    'is stopped by %s: its notices wait until an admin resumes it, those of incoming webhooks do not',
    async (error) => {
      await addRule();
      scripted({ ok: false, error });
      await depart();
      await depart(shipment + 100);
      expect(slack.calls).toEqual([]);
      expect((await listNotices(db, 10)).map((one) => [one.state, one.attempts])).toEqual([
        ['pending', 0],
        ['pending', 0],
      ]);
      const [stopped] = await listStoppedChannels(db);
      expect(stopped).toMatchObject({ channel: 'slack_bot', reason: expect.stringContaining(`Slack: ${error}. `) });
      expect(await noticeHealth(db)).toMatchObject([{ channel: 'slack', pending: 2, isStopped: true }]);
      await notified.addRule({ channel: 'slack' });
      await depart(shipment + 200);
      expect(notified.slack.posted).toHaveLength(1);
      expect(await resumeChannel(db, 'ops@example.com', 'slack_bot')).toBeNull();
      await notified.runtime.drain();
      expect(slack.calls.map(({ method }) => method)).toEqual(Array(3).fill('chat.postMessage'));
      notified.slack.posted.length = 0;
    },
  );

  it('without its token sends nothing; a rule with a channel is rejected', async () => {
    expect(await sendByBot(null, { channel: CHANNEL, message: MESSAGE, inReplyTo: null })).toMatchObject({
      result: 'stopped',
      reason: 'SLACK_BOT_TOKEN is not set',
    });
    const recipient = recipientSchema.parse({ channel: 'slack', target: CHANNEL });
    expect(await problemOfTarget(recipient)).toBeNull();
    extendEnv({ SLACK_BOT_TOKEN: '' });
    expect(await problemOfTarget(recipient)).toContain('SLACK_BOT_TOKEN has to be set');
    extendEnv({ SLACK_BOT_TOKEN: SLACK_BOT });
    for (const target of ['C1', '#arrivals', 'c012ab3cd', 'http://hooks.slack.com/x'])
      expect(recipientSchema.safeParse({ channel: 'slack', target }).success).toBe(false);
  });
});

const MESSAGE: Message = {
  subject: 'Customs hold: FLEX-1',
  headline: 'Customs hold <!channel>',
  explanation: null,
  facts: [{ label: 'Shipment', value: 'FLEX-1' }],
  link: null,
  footer: 'A rule.',
};
const EXCEPTION = '5b9cdb2e-7f0c-4f6c-9a3e-6f2d3a1b7c55';
const settings = { token: SLACK_BOT, apiUrl: slack.apiUrl };

describe('a message about an exception', () => {
  const buttonsOf = (body: Record<string, unknown> | undefined) =>
    ((body?.blocks ?? []) as { type: string; elements?: { action_id: string; value: string }[] }[])
      .flatMap(({ elements }) => elements ?? [])
      .map(({ action_id, value }) => `${action_id} ${value}`);

  it('has buttons; when it ends the same message changes, and loses them', async () => {
    const posted = await sendByBot(settings, {
      channel: CHANNEL,
      message: MESSAGE,
      inReplyTo: null,
      exceptionId: EXCEPTION,
    });
    const reference = posted.result === 'sent' ? posted.externalRef : null;
    expect(reference).toMatch(/^C012AB3CD\/[\d.]+$/);
    const ended = { ...MESSAGE, headline: 'Released' };
    const changed = await sendByBot(settings, {
      channel: CHANNEL,
      message: ended,
      inReplyTo: null,
      replaces: reference,
    });
    expect(changed).toEqual(posted);
    expect(slack.calls.map(({ method }) => method)).toEqual(['chat.postMessage', 'chat.update']);
    const [first, second] = slack.calls;
    expect(buttonsOf(first?.body)).toEqual(
      ['acknowledge', 'assign', 'snooze'].map((one) => `fairlead-${one} ${EXCEPTION}`),
    );
    expect(buttonsOf(second?.body)).toEqual([]);
    expect(second?.body).toMatchObject({ ts: reference?.split('/')[1], text: expect.stringContaining('Released') });
  });

  it('is posted anew if the earlier one was deleted', async () => {
    const replaces = `${CHANNEL}/1600000000.000001`;
    expect(await sendByBot(settings, { channel: CHANNEL, message: MESSAGE, inReplyTo: null, replaces })).toMatchObject({
      result: 'sent',
    });
    expect(slack.calls.map(({ method }) => method)).toEqual(['chat.postMessage']);
  });

  it('stays within the limits of Slack, and contains no mention', async () => {
    const facts = Array.from({ length: 400 }, (_, at) => ({ label: `Fact ${at}`, value: `${'<&>'.repeat(60)}` }));
    await sendByBot(settings, {
      channel: CHANNEL,
      message: { ...MESSAGE, facts },
      inReplyTo: null,
      exceptionId: EXCEPTION,
    });
    const { text, blocks } = (slack.calls[0]?.body ?? {}) as { text: string; blocks: { text?: { text: string } }[] };
    expect(text.length).toBeLessThanOrEqual(10_000);
    expect(blocks.length).toBeLessThanOrEqual(50);
    for (const block of blocks) expect(block.text?.text.length ?? 0).toBeLessThanOrEqual(3_000);
    expect(JSON.stringify(blocks)).not.toContain('<!');
  });
});

describe('a button in Slack', () => {
  let exceptionId = '';
  beforeEach(async () => {
    await addUser(db, 'test', { email: 'ada@example.com', name: 'Ada', role: 'operator', password: null });
    await applyBatch(sql, reportedEvent(new Date().toISOString(), held(`S${shipment}`)));
    exceptionId = (await sql<{ id: string }[]>`select id from exception_cases`)[0]?.id ?? '';
    slack.users.U0ADA0001 = 'Ada@example.com';
  });

  const held = (of: string): Change => ({
    ...{ kind: 'milestone', shipment: of, code: 'CUSTOMS_HOLD', classifier: 'ACT', reason: 'exam' },
    moment: parseMoment(new Date(Date.now() - 3_600_000).toISOString()),
  });
  const bodyOf = (action: string, user = 'U0ADA0001', responseUrl = `${slack.apiUrl}/response`) => {
    const pressed = { type: 'button', block_id: 'x', action_id: `fairlead-${action}`, value: exceptionId };
    const container = { type: 'message', message_ts: '1700000000.000001', channel_id: CHANNEL };
    const payload = {
      type: 'block_actions',
      user: { id: user, team_id: 'T1' },
      container,
      actions: [pressed],
      response_url: responseUrl,
    };
    return new URLSearchParams({ payload: JSON.stringify(payload) }).toString();
  };
  const signatureOf = (body: string, at: number, secret: string) =>
    `v0=${createHmac('sha256', secret).update(`v0:${at}:${body}`).digest('hex')}`;
  async function press(
    body: string,
    { at = Math.floor(Date.now() / 1_000), secret = SIGNING_SECRET, signature = '' } = {},
  ) {
    const headers = {
      'content-type': 'application/x-www-form-urlencoded',
      'x-slack-request-timestamp': String(at),
      'x-slack-signature': signature || signatureOf(body, at, secret),
    };
    const response = await POST(new Request(`${APP_URL}/api/slack/actions`, { method: 'POST', headers, body }));
    return response.status;
  }
  const acts = async () =>
    (await sql`select kind, by from exception_acts where by is not null order by id`).map(
      ({ kind, by }) => `${by} ${kind}`,
    );
  const answers = () => slack.calls.filter(({ method }) => method === 'response').map(({ body }) => body.text);

  it('acts in the name of the user with the address of the profile, and tells only them', async () => {
    for (const action of ['acknowledge', 'assign', 'snooze']) expect(await press(bodyOf(action))).toBe(200);
    expect(await acts()).toEqual(['acknowledged', 'assigned', 'snoozed'].map((kind) => `ada@example.com ${kind}`));
    expect(answers()).toEqual([
      'You acknowledged it.',
      'It is assigned to you.',
      'It is snoozed until tomorrow at 09:00.',
    ]);
    expect(slack.calls.at(-1)?.body).toMatchObject({ response_type: 'ephemeral', replace_original: false });
  });

  it('acts in the name of the user whom the settings name', async () => {
    expect(await press(bodyOf('assign', 'U0MAPPED1'))).toBe(200);
    expect(await acts()).toEqual(['ada@example.com assigned']);
  });

  it('does nothing for somebody unknown, or who may not act, and says so', async () => {
    slack.users.U0BEN0001 = 'ben@example.com';
    slack.users.U0VIEWER1 = 'viewer@example.com';
    await addUser(db, 'test', { email: 'viewer@example.com', name: null, role: 'viewer', password: null });
    for (const user of ['U0NOBODY1', 'U0BEN0001', 'U0VIEWER1']) expect(await press(bodyOf('assign', user))).toBe(200);
    expect(await acts()).toEqual([]);
    expect(answers()).toEqual([
      'Nothing was changed. It is not known who you are in Fairlead: Slack: user_not_found.',
      'Nothing was changed. There is no user ben@example.com in Fairlead.',
      'Nothing was changed. You may not act on exceptions.',
    ]);
  });

  it('pressed again says that nothing changed', async () => {
    for (const _ of [1, 2]) expect(await press(bodyOf('assign'))).toBe(200);
    expect(await acts()).toEqual(['ada@example.com assigned']);
    expect(answers().at(-1)).toBe('Nothing was changed: It has this owner already.');
  });

  it('needs the signature of Slack over the exact body, of the last five minutes', async () => {
    const body = bodyOf('assign');
    const seconds = Math.floor(Date.now() / 1_000);
    expect(await press(body, { secret: 'another-signing-secret' })).toBe(401);
    expect(await press(body, { at: seconds - 301 })).toBe(401);
    expect(await press(body, { at: seconds + 400 })).toBe(401);
    expect(await press(`${body} `, { signature: signatureOf(body, seconds, SIGNING_SECRET) })).toBe(401);
    expect(await press(body, { signature: 'v0=' })).toBe(401);
    expect(await acts()).toEqual([]);
    expect(await press(body, { at: seconds - 290 })).toBe(200);
  });

  it('of another app, and anything else, is answered 422', async () => {
    for (const body of [bodyOf('launch'), 'payload={', 'hello=world', '']) expect(await press(body)).toBe(422);
    expect(await acts()).toEqual([]);
  });

  it('is answered nowhere but at Slack', async () => {
    expect(await press(bodyOf('assign', 'U0ADA0001', 'https://elsewhere.example/response'))).toBe(200);
    expect(await acts()).toEqual(['ada@example.com assigned']);
    expect(answers()).toEqual([]);
  });
});
