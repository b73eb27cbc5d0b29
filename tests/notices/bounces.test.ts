import { createHmac } from 'node:crypto';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { POST } from '#app/api/bounces/route.ts';
import { openDatabase } from '#db/client.ts';
import { listNotices } from '#db/queries/notices.ts';
import { listRules } from '#db/queries/notification-rules.ts';
import { listSuppressions } from '#db/queries/suppressions.ts';
import { extendEnv } from '#lib/env.ts';
import { receiveBounces } from '#lib/notices/bounces/receive-bounces.ts';
import { idInReturnPath } from '#lib/notices/return-path.ts';
import { APP_URL, STAKEHOLDER, startNotified } from '#tests/support/notified.ts';
import { hoursAgo, sailing } from '#tests/support/sailing.ts';
import { AUTH_SECRET } from '#tests/support/server.ts';

const TOKEN = 'bounce-token-of-tests';
const SIGNING_KEY = 'mailgun-signing-key-of-tests';
const notified = await startNotified({ settings: { MAIL_BOUNCE_ADDRESS: 'bounces@example.com' } });
const { sql, notifier } = notified.runtime;
const db = openDatabase(notified.databaseUrl, { max: 1 });
extendEnv({ DATABASE_URL: notified.databaseUrl, AUTH_SECRET, BOUNCE_TOKEN: TOKEN, MAILGUN_SIGNING_KEY: SIGNING_KEY });
afterAll(() => db.$client.end());

let shipment = 91_000;
beforeEach(async () => {
  shipment += 1_000;
  await sql`truncate notices, notification_rules, suppressions, audit_entries, mail_addresses cascade`;
  notified.mail.received.length = 0;
});

const BEARER = { authorization: `Bearer ${TOKEN}` };
async function post(body: string | object, headers: Record<string, string> = BEARER) {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const response = await POST(new Request(`${APP_URL}/api/bounces`, { method: 'POST', body: text, headers }));
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

/** Sends a departure; returns what the mail server got. */
async function departed() {
  await notified.addRule();
  await notified.deliver('flexport', sailing({ shipment, departed: hoursAgo(5) }));
  const [mail] = notified.mail.received;
  return { messageId: mail?.messageId ?? '', sender: notified.mail.senders.at(-1) ?? '' };
}

const lastNotice = async () => (await listNotices(db, 1))[0];

type Dsn = { to?: string; status?: string; action?: string; messageId?: string; recipient?: string };

/** A delivery status notification as Postfix writes it. */
function dsn({
  to = 'fairlead@example.com',
  status = '5.1.1',
  action = 'failed',
  messageId = '',
  recipient = STAKEHOLDER,
}: Dsn) {
  return [
    'From: MAILER-DAEMON@mx.example.net (Mail Delivery System)',
    'Subject: Undelivered Mail Returned to Sender',
    `To: ${to}`,
    'MIME-Version: 1.0',
    'Content-Type: multipart/report; report-type=delivery-status; boundary="part"',
    ...['', '--part', 'Content-Type: text/plain; charset=us-ascii', '', 'The message could not be delivered.', ''],
    ...['--part', 'Content-Type: message/delivery-status', '', 'Reporting-MTA: dns; mx.example.net', ''],
    `Final-Recipient: rfc822; ${recipient}`,
    ...[`Action: ${action}`, `Status: ${status}`, 'Remote-MTA: dns; mx.harbour-home.example'],
    `Diagnostic-Code: smtp; 550 ${status} <${recipient}>: Recipient address`,
    '    rejected: User unknown',
    ...[
      '',
      '--part',
      'Content-Type: message/rfc822',
      '',
      `Message-ID: ${messageId}`,
      'Subject: Departed',
      '',
      'Text',
      '',
    ],
    '--part--',
    '',
  ].join('\r\n');
}

describe('a bounce message', () => {
  it('of an address that does not exist marks its notice and suppresses the address, found by the return path', async () => {
    const { sender } = await departed();
    expect(sender).toMatch(/^bounces\+[0-9a-f]{48}@example\.com$/);
    // The server of the recipient knows the address by another name.
    const answer = await post(dsn({ to: sender.toUpperCase(), recipient: 'forwarded@elsewhere.example' }));
    expect(answer).toEqual({ status: 200, body: { hard: 1, soft: 0, complaint: 0, unknown: 0, ignored: 0 } });
    const error = '550 5.1.1 <forwarded@elsewhere.example>: Recipient address rejected: User unknown';
    expect(await lastNotice()).toMatchObject({ state: 'bounced', lastError: error });
    expect(await listSuppressions(db)).toMatchObject([
      { target: STAKEHOLDER, ruleId: null, reason: 'bounced', detail: error },
    ]);
    await notified.deliver('flexport', sailing({ shipment, departed: hoursAgo(5), arrived: hoursAgo(1) }));
    expect(notified.mail.received).toHaveLength(1);
    expect((await listRules(db))[0]?.results).toMatchObject({ sent: 0, bounced: 1, suppressed: 1 });
  });

  it('is found by the Message-ID of the message that it returns, or by the recipient', async () => {
    const { messageId } = await departed();
    expect((await post(dsn({ messageId, recipient: 'x@y.example' }))).status).toBe(200);
    expect((await lastNotice())?.state).toBe('bounced');
    await sql`truncate suppressions`;
    expect((await post(dsn({ recipient: STAKEHOLDER.toUpperCase() }))).status).toBe(200);
    expect(await listSuppressions(db)).toMatchObject([{ target: STAKEHOLDER, reason: 'bounced' }]);
  });

  it('of a full mailbox marks its notice and is counted, once, but suppresses nothing', async () => {
    const { messageId } = await departed();
    for (const _ of [1, 2]) expect((await post(dsn({ messageId, status: '5.2.2' }))).body).toMatchObject({ soft: 1 });
    expect((await lastNotice())?.state).toBe('bounced');
    expect(await listSuppressions(db)).toEqual([]);
    expect((await listRules(db))[0]?.recipients[0]?.bounces).toMatchObject({
      count: 1,
      last: expect.stringContaining('5.2.2'),
    });
  });

  it('that only tells of a delay changes nothing', async () => {
    const { messageId } = await departed();
    expect((await post(dsn({ messageId, action: 'delayed', status: '4.4.1' }))).body).toMatchObject({ ignored: 1 });
    expect((await lastNotice())?.state).toBe('sent');
  });

  it('gets no correction of what did not arrive', async () => {
    const { messageId } = await departed();
    await post(dsn({ messageId, status: '5.7.1' }));
    await notified.deliver('flexport', sailing({ shipment }));
    expect(notified.mail.received).toHaveLength(1);
  });

  it('of a digest marks all its notices', async () => {
    await notified.addRule({ cadence: 'daily' });
    for (const of of [shipment, shipment + 1])
      await notified.deliver('flexport', sailing({ shipment: of, departed: hoursAgo(5) }));
    await sql`update notices set not_before = now() - interval '1 minute'`;
    await notifier.sendDue();
    await post(dsn({ messageId: notified.mail.received[0]?.messageId ?? '' }));
    expect((await listNotices(db, 5)).map(({ state }) => state)).toEqual(['bounced', 'bounced']);
  });

  it('with a return path that was not signed here is not believed', async () => {
    const { sender } = await departed();
    const changed = sender.replace(/.@/, (end) => (end === '0@' ? '1@' : '0@'));
    expect([idInReturnPath(sender, AUTH_SECRET), idInReturnPath(changed, AUTH_SECRET)]).toEqual([
      expect.any(String),
      null,
    ]);
    expect(await post(dsn({ to: changed, recipient: 'nobody@elsewhere.example' }))).toMatchObject({ status: 404 });
    expect((await lastNotice())?.state).toBe('sent');
  });
});

const SES = (messageId: string, parts: object) => ({
  Type: 'Notification',
  MessageId: '22b80b92-fdea-4c2c-8f9d-bdfb0c7bf324',
  TopicArn: 'arn:aws:sns:us-west-2:123456789012:bounces',
  Message: JSON.stringify({
    mail: {
      messageId: '00000137860315fd',
      headers: [{ name: 'Message-ID', value: messageId }],
      destination: [STAKEHOLDER],
    },
    ...parts,
  }),
});
const PERMANENT = {
  notificationType: 'Bounce',
  bounce: {
    bounceType: 'Permanent',
    bounceSubType: 'General',
    bouncedRecipients: [
      { emailAddress: STAKEHOLDER, status: '5.1.1', action: 'failed', diagnosticCode: 'smtp; 550 5.1.1 user unknown' },
    ],
  },
};
const uuidIn = (messageId: string) => /notice\.([0-9a-f-]{36})@/.exec(messageId)?.[1];
const mailgun = (parts: object, key = SIGNING_KEY, at = Math.floor(Date.now() / 1_000)) => ({
  signature: {
    timestamp: String(at),
    token: 'a-random-token',
    signature: createHmac('sha256', key).update(`${at}a-random-token`).digest('hex'),
  },
  'event-data': { recipient: STAKEHOLDER, ...parts },
});

/** A bounce as each provider reports it, and what it says. */
const HARD: Record<string, (messageId: string) => object> = {
  'Amazon SES': (messageId) => SES(messageId, PERMANENT),
  Postmark: (messageId) => ({
    ...{
      RecordType: 'Bounce',
      ID: 42,
      Type: 'HardBounce',
      TypeCode: 1,
      MessageID: '883953f4-6105-42a2-a16a-77a8eac79483',
    },
    ...{ Email: STAKEHOLDER, Details: '550 5.1.1 user unknown', Inactive: true },
    Metadata: { notice: uuidIn(messageId) },
  }),
  SendGrid: (messageId) => [
    { email: STAKEHOLDER, event: 'processed', 'smtp-id': messageId },
    {
      email: STAKEHOLDER,
      event: 'bounce',
      type: 'bounce',
      status: '5.1.1',
      reason: '550 5.1.1 user unknown',
      'smtp-id': messageId,
    },
  ],
  Mailgun: (messageId) =>
    mailgun({
      ...{ event: 'failed', severity: 'permanent', reason: 'bounce' },
      message: { headers: { 'message-id': messageId.replace(/[<>]/g, '') } },
      'delivery-status': { code: 550, message: '550 5.1.1 user unknown', description: '' },
    }),
};
const SOFT: Record<string, (messageId: string) => object> = {
  'Amazon SES': (messageId) =>
    SES(messageId, {
      eventType: 'Bounce',
      bounce: {
        bounceType: 'Transient',
        bounceSubType: 'MailboxFull',
        bouncedRecipients: [{ emailAddress: STAKEHOLDER }],
      },
    }),
  Postmark: (messageId) => ({
    ...{ RecordType: 'Bounce', Type: 'SoftBounce', Email: STAKEHOLDER, Details: 'mailbox full' },
    Metadata: { notice: uuidIn(messageId) },
  }),
  SendGrid: (messageId) => [
    { email: STAKEHOLDER, event: 'bounce', type: 'blocked', status: '5.7.1', reason: 'blocked', 'smtp-id': messageId },
  ],
  Mailgun: (messageId) =>
    mailgun({
      ...{
        event: 'failed',
        severity: 'permanent',
        reason: 'generic',
        'delivery-status': { message: '552 5.2.2 full' },
      },
      message: { headers: { 'message-id': messageId.replace(/[<>]/g, '') } },
    }),
};
const COMPLAINTS: Record<string, object> = {
  'Amazon SES': SES('', {
    notificationType: 'Complaint',
    complaint: { complainedRecipients: [{ emailAddress: STAKEHOLDER }], complaintFeedbackType: 'abuse' },
  }),
  Postmark: { RecordType: 'SpamComplaint', Type: 'SpamComplaint', Email: STAKEHOLDER },
  SendGrid: [{ email: STAKEHOLDER, event: 'spamreport' }],
  Mailgun: mailgun({ event: 'complained' }),
};
const OTHERS: Record<string, object> = {
  'Amazon SES': SES('', { eventType: 'Delivery', delivery: { recipients: [STAKEHOLDER] } }),
  Postmark: { RecordType: 'Delivery', Recipient: STAKEHOLDER },
  SendGrid: [{ email: STAKEHOLDER, event: 'delivered' }],
  Mailgun: mailgun({ event: 'failed', severity: 'temporary' }),
};

describe.each(Object.keys(HARD))('the webhook of %s', (provider) => {
  it('suppresses an address that does not exist, and marks the notice', async () => {
    const { messageId } = await departed();
    expect(await post(HARD[provider]?.(messageId) ?? '')).toMatchObject({ status: 200, body: { hard: 1 } });
    expect(await listSuppressions(db)).toMatchObject([
      { target: STAKEHOLDER, reason: 'bounced', detail: '550 5.1.1 user unknown' },
    ]);
    expect(await lastNotice()).toMatchObject({ state: 'bounced', lastError: '550 5.1.1 user unknown' });
  });

  it('counts what did not arrive for another reason', async () => {
    const { messageId } = await departed();
    expect(await post(SOFT[provider]?.(messageId) ?? '')).toMatchObject({ status: 200, body: { soft: 1 } });
    expect(await listSuppressions(db)).toEqual([]);
    expect((await lastNotice())?.state).toBe('bounced');
    expect((await listRules(db))[0]?.recipients[0]?.bounces?.count).toBe(1);
  });

  it('suppresses an address whose owner marked a message as spam; the message arrived', async () => {
    await departed();
    expect(await post(COMPLAINTS[provider] ?? '')).toMatchObject({ status: 200, body: { complaint: 1 } });
    expect(await listSuppressions(db)).toMatchObject([{ target: STAKEHOLDER, reason: 'complained' }]);
    expect((await lastNotice())?.state).toBe('sent');
    await notified.deliver('flexport', sailing({ shipment: shipment + 1, departed: hoursAgo(5) }));
    expect(await lastNotice()).toMatchObject({
      state: 'suppressed',
      lastError: 'The recipient marked a message as spam.',
    });
  });

  it('may report other events', async () => {
    await departed();
    expect(await post(OTHERS[provider] ?? '')).toMatchObject({ status: 200, body: { ignored: 1, hard: 0, soft: 0 } });
    expect((await lastNotice())?.state).toBe('sent');
  });
});

describe('the address for bounces', () => {
  it('needs its token, as bearer token or password, or a signature of Mailgun', async () => {
    const { messageId } = await departed();
    const basic = (password: string) => ({
      authorization: `Basic ${Buffer.from(`fairlead:${password}`).toString('base64')}`,
    });
    for (const headers of [{}, { authorization: 'Bearer another-token-of-tests' }, basic('wrong')])
      expect((await post(dsn({ messageId }), headers as Record<string, string>)).status).toBe(401);
    const event = { event: 'complained' };
    const old = Math.floor(Date.now() / 1_000) - 10 * 3_600;
    for (const body of [mailgun(event, 'another-signing-key-of-tests'), mailgun(event, SIGNING_KEY, old)])
      expect((await post(body, {})).status).toBe(401);
    expect(await listSuppressions(db)).toEqual([]);
    expect((await post(dsn({ messageId }), basic(TOKEN))).status).toBe(200);
    expect((await post(mailgun(event), {})).status).toBe(200);
  });

  it.each([
    ['', 422],
    ['{', 422],
    ['{"hello":"world"}', 422],
    ['[]', 422],
    ['From: a@b.example\r\nSubject: Out of office\r\n\r\nI am away.', 422],
    [JSON.stringify({ Type: 'Notification', Message: 'no JSON' }), 422],
    [JSON.stringify([{ email: 'nobody@elsewhere.example', event: 'bounce', status: '5.1.1' }]), 404],
  ])('answers %j with %i and stores nothing', async (body, status) => {
    await departed();
    const answer = await post(body);
    expect([answer.status, answer.body.detail]).toEqual([status, expect.stringContaining('Nothing was stored')]);
    expect(await listSuppressions(db)).toEqual([]);
    expect((await lastNotice())?.state).toBe('sent');
  });

  it('confirms a subscription of Amazon SNS, and opens no other address', async () => {
    const opened: string[] = [];
    const open = async (url: string) => {
      opened.push(url);
      return { ok: true, status: 200 };
    };
    const subscription = (SubscribeURL: string) =>
      Buffer.from(JSON.stringify({ Type: 'SubscriptionConfirmation', SubscribeURL, Token: 'x' }));
    const url = 'https://sns.eu-west-1.amazonaws.com/?Action=ConfirmSubscription&Token=x';
    for (const other of [
      'http://sns.eu-west-1.amazonaws.com/',
      'https://sns.eu-west-1.amazonaws.com.evil.example/',
      'https://127.0.0.1/',
    ])
      expect(await receiveBounces(sql, subscription(other), null, open)).toEqual({ unreadable: true });
    expect(await receiveBounces(sql, subscription(url), null, open)).toMatchObject({ received: { ignored: 1 } });
    expect(opened).toEqual([url]);
    const refusing = async () => ({ ok: false, status: 403 });
    expect(await receiveBounces(sql, subscription(url), null, refusing)).toEqual({
      subscriptionFailed: 'Amazon SNS answered 403',
    });
  });
});

it('without an address for bounces the sender is the return path', async () => {
  const plain = await startNotified();
  await plain.addRule();
  await plain.deliver('flexport', sailing({ shipment, departed: hoursAgo(5) }));
  expect(plain.mail.senders).toEqual(['fairlead@example.com']);
});
