import { createHmac } from 'node:crypto';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from '#db/client.ts';
import { listNotices } from '#db/queries/notices.ts';
import { listRules } from '#db/queries/notification-rules.ts';
import { recipientSchema, targetProblem } from '#lib/model/recipient-schema.ts';
import { noticeSettings } from '#lib/notices/notice-settings.ts';
import { openNotifier } from '#lib/notices/notifier.ts';
import { sendTest } from '#lib/notices/send-test.ts';
import { startHookServer } from '#tests/support/hook-server.ts';
import { APP_URL, startNotified } from '#tests/support/notified.ts';
import { hoursAgo, sailing } from '#tests/support/sailing.ts';

const hook = await startHookServer();
const notified = await startNotified({ settings: { NOTICE_PRIVATE_NETWORKS: 'true' } });
const { sql, notifier } = notified.runtime;
const db = openDatabase(notified.databaseUrl, { max: 1 });
afterAll(async () => {
  await db.$client.end();
  await hook.stop();
});

let shipment = 12_000;
beforeEach(async () => {
  shipment += 1;
  await sql`truncate notices, notification_rules, audit_entries cascade`;
  hook.requests.length = 0;
  hook.answers.length = 0;
});

const depart = (of = shipment) => notified.deliver('flexport', sailing({ shipment: of, departed: hoursAgo(5) }));
const latest = async () => (await listNotices(db, 10)).reverse();
async function sendAgain(): Promise<void> {
  await sql`update notices set not_before = now() - interval '1 s'`;
  await sql`update rule_recipients set held_until = null`;
  await notifier.sendDue();
}

async function sendDigests(): Promise<void> {
  await sql`update notices set not_before = now() - interval '1 minute', leased_until = leased_until - interval '1 hour'`;
  await notifier.sendDue();
}
/** Departures of shipments that departed in no other test. */
let departed = 100_000;
function departMany(count: number, consignee: string): Promise<void> {
  departed += count;
  const bodies = Array.from({ length: count }, (_, at) =>
    sailing({ shipment: departed + at, consignee: `${consignee} ${at}`, departed: hoursAgo(5) }),
  );
  return notified.deliver('flexport', ...bodies);
}

describe('Teams', () => {
  it('gets a digest that is not too large, with the count of what is not listed', async () => {
    await notified.addRule({ channel: 'teams', target: hook.url, cadence: 'hourly' });
    await departMany(60, '港"&'.repeat(20));
    await sendDigests();
    const [{ body = '' } = {}, ...others] = hook.requests;
    expect(others).toEqual([]);
    expect(Buffer.byteLength(body)).toBeLessThan(20_000);
    const rest = Number(/(\d+) more notices/.exec(body)?.[1]);
    expect(body.match(/"FLEX-\d+: "/g)).toHaveLength(60 - rest);
    expect(JSON.parse(body).attachments[0].content.actions[0].title).toBe('Open the shipments');
  });

  it('gets a card about a departure', async () => {
    await notified.addRule({ channel: 'teams', target: hook.url });
    await depart();
    expect(await latest()).toMatchObject([{ state: 'sent', attempts: 1 }]);
    const [{ body = '' } = {}] = hook.requests;
    const { type, attachments } = JSON.parse(body);
    expect([type, attachments[0].contentType]).toEqual(['message', 'application/vnd.microsoft.card.adaptive']);
    expect(attachments[0].content.fallbackText).toBe(`FLEX-${shipment} departed`);
    expect(attachments[0].content.actions[0].url).toContain(`${APP_URL}/open/`);
  });

  it('that answers 429 gets nothing before the time that it states', async () => {
    await notified.addRule({ channel: 'teams', target: hook.url });
    hook.answers.push({ status: 429, headers: { 'retry-after': '30' } });
    await depart();
    await depart(shipment + 100);
    await notifier.sendDue();
    expect(hook.requests).toHaveLength(1);
    expect(await latest()).toMatchObject([{ state: 'pending', lastError: 'Teams answered 429' }, { attempts: 0 }]);
    await sendAgain();
    expect((await latest()).map(({ state }) => state)).toEqual(['sent', 'sent']);
  });

  it('whose workflow was deleted is final', async () => {
    await notified.addRule({ channel: 'teams', target: hook.url });
    hook.answers.push({ status: 404 });
    await depart();
    expect(await latest()).toMatchObject([{ state: 'failed', attempts: 1 }]);
  });
});

describe('a webhook', () => {
  it('has all notices of a digest; sent again it has the same id and body', async () => {
    const secret = await notified.addRule({ channel: 'webhook', target: hook.url, cadence: 'daily' });
    await departMany(60, 'Harbour Home');
    expect(hook.requests).toEqual([]);
    hook.answers.push({ status: 500 });
    await sendDigests();
    await sendDigests();
    const [first, again, ...others] = hook.requests;
    expect(others).toEqual([]);
    expect(again?.body).toBe(first?.body);
    expect(again?.headers['webhook-id']).toBe(first?.headers['webhook-id']);
    expect(again && isSigned(again, secret)).toBe(true);
    const { type, timestamp, data } = JSON.parse(again?.body ?? '');
    expect([type, data.rule, data.notices.length]).toEqual(['digest', 'Rule of webhook', 60]);
    expect(data.notices.map((one: { timestamp: string }) => one.timestamp)).toContain(timestamp);
    const { data: notice } = data.notices[0];
    expect(data.notices[0]).toMatchObject({ type: 'shipment.departed', data: { rule: 'Rule of webhook' } });
    expect(notice.link).toBe(`${APP_URL}/shipments/${notice.shipmentId}`);
  });

  /** Checks the signature as a receiver does, by the specification of Standard Webhooks. */
  function isSigned({ headers, body }: (typeof hook.requests)[number], secret: string | null): boolean {
    const key = Buffer.from((secret ?? '').replace(/^whsec_/, ''), 'base64');
    const content = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`;
    const expected = createHmac('sha256', key).update(content).digest('base64');
    return headers['webhook-signature'] === `v1,${expected}`;
  }

  it('has the data of the shipment, and a signature by the secret that was shown once', async () => {
    const secret = await notified.addRule({ channel: 'webhook', target: hook.url });
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    await depart();
    const [request] = hook.requests;
    expect(request && isSigned(request, secret)).toBe(true);
    expect(request && isSigned({ ...request, body: `${request.body} ` }, secret)).toBe(false);
    expect(Math.abs(Number(request?.headers['webhook-timestamp']) - Date.now() / 1_000)).toBeLessThan(60);
    const [row] = await sql`select id from shipments where external_id = ${String(shipment)}`;
    const [notice] = await latest();
    expect(JSON.parse(request?.body ?? '')).toMatchObject({
      type: 'shipment.departed',
      timestamp: notice?.createdAt,
      data: {
        ...{ shipmentId: row?.id, rule: 'Rule of webhook', reference: `FLEX-${shipment}`, vessel: 'EVER ALOT' },
        ...{ origin: { name: 'Shanghai', timeZone: 'Asia/Shanghai' }, status: 'in_transit' },
        link: `${APP_URL}/shipments/${row?.id}`,
      },
    });
    expect(request?.headers['webhook-id']).toBe(notice?.id);
  });

  it('that is sent again has the same id and body, and a signature of its own', async () => {
    const secret = await notified.addRule({ channel: 'webhook', target: hook.url });
    hook.answers.push({ status: 404 }, { status: 500 });
    await depart();
    await sendAgain();
    await sendAgain();
    expect(await latest()).toMatchObject([{ state: 'sent', attempts: 3 }]);
    expect(new Set(hook.requests.map(({ headers, body }) => `${headers['webhook-id']} ${body}`)).size).toBe(1);
    expect(hook.requests.map((request) => isSigned(request, secret))).toEqual([true, true, true]);
  });

  it('is told of a withdrawal', async () => {
    await notified.addRule({ channel: 'webhook', target: hook.url });
    await depart();
    await notified.deliver('flexport', sailing({ shipment }));
    expect(hook.requests.map(({ body }) => JSON.parse(body).type)).toEqual([
      'shipment.departed',
      'shipment.departed.corrected',
    ]);
  });

  it('ends with 410, and is held by Retry-After', async () => {
    await notified.addRule({ channel: 'webhook', target: hook.url });
    hook.answers.push({ status: 410 }, { status: 503, headers: { 'retry-after': '60' } });
    await depart();
    await depart(shipment + 100);
    expect(await latest()).toMatchObject([{ state: 'failed' }, { state: 'pending', attempts: 1 }]);
    await depart(shipment + 200);
    expect(hook.requests).toHaveLength(2);
  });

  it('has its URL and secret encrypted, and each rule its own secret', async () => {
    const secrets = [
      await notified.addRule({ channel: 'webhook', target: hook.url }),
      await notified.addRule({ channel: 'webhook', target: hook.url }),
    ];
    expect(new Set(secrets).size).toBe(2);
    const stored = JSON.stringify([await sql`select * from rule_recipients`, await listRules(db)]);
    expect(stored).not.toContain('/hook');
    for (const secret of secrets) expect(stored).not.toContain(secret);
  });

  it('is tested with a signed message', async () => {
    const secret = await notified.addRule({ channel: 'webhook', target: hook.url });
    const [rule] = await listRules(db);
    expect(await sendTest(db, notifier, 'ops@example.com', rule?.recipients[0]?.id ?? '')).toBeNull();
    const [request] = hook.requests;
    expect(JSON.parse(request?.body ?? '')).toMatchObject({ type: 'test', data: { rule: 'Rule of webhook' } });
    expect(request && isSigned(request, secret)).toBe(true);
  });
});

describe('an installation that does not allow private networks', () => {
  const strict = openNotifier(sql, noticeSettings({ ...notified.variables, NOTICE_PRIVATE_NETWORKS: 'false' }));

  it('sends no webhook to this machine, and says how to allow it', async () => {
    await notified.addRule({ channel: 'webhook', target: hook.url.replace('http:', 'https:') });
    const [rule] = await listRules(db);
    expect(await sendTest(db, strict, 'ops@example.com', rule?.recipients[0]?.id ?? '')).toBe(
      '127.0.0.1 is not public. NOTICE_PRIVATE_NETWORKS=true allows it',
    );
    expect(hook.requests).toEqual([]);
  });

  it('sends no webhook over http', async () => {
    await notified.addRule({ channel: 'webhook', target: hook.url });
    const [rule] = await listRules(db);
    expect(await sendTest(db, strict, 'ops@example.com', rule?.recipients[0]?.id ?? '')).toBe(
      'The URL is not an https URL',
    );
    expect(hook.requests).toEqual([]);
  });

  it.each([
    ['webhook', 'http://erp.example.com/hook', false, 'Enter an https URL without a user name.'],
    ['webhook', 'http://erp.example.com/hook', true, null],
    ['webhook', 'https://me:secret@erp.example.com/hook', true, 'Enter an https URL without a user name.'],
    ['webhook', 'ftp://erp.example.com/hook', true, 'Enter an https URL without a user name.'],
    ['webhook', 'https://erp.example.com/hook', false, null],
    ['teams', 'http://prod-1.logic.azure.com/workflows/x', true, 'Enter the https URL of a Teams workflow.'],
    ['teams', 'https://prod-1.logic.azure.com:443/workflows/x?sig=y', false, null],
  ] as const)('accepts for %s %s (%s): %s', (channel, target, allowsPrivate, problem) => {
    expect(targetProblem(channel, target, allowsPrivate)).toBe(problem);
    const parsed = recipientSchema.safeParse({ channel, target });
    expect(parsed.success || problem !== null).toBe(true);
  });
});
