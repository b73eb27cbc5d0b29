import type { Page } from '@playwright/test';
import { openDatabase, type Sql } from '#db/client.ts';
import { addUser } from '#lib/auth/users.ts';
import { newRuleSchema } from '#lib/model/notice-rule.ts';
import { startWatch } from '#lib/notices/followed/watch.ts';
import { addRule, removeRule } from '#lib/notices/rules.ts';
import { unsubscribeToken } from '#lib/notices/unsubscribe-token.ts';
import { eventually } from '#tests/support/await.ts';
import { hoursAgo, sailing } from '#tests/support/sailing.ts';
import { AUTH_SECRET } from '#tests/support/server.ts';
import { startSlackServer } from '#tests/support/slack-server.ts';
import { confirm } from './confirm.ts';
import { send } from './events.ts';
import { databaseUrl, expect, expectAccessible, test, url } from './fixtures.ts';

/** Reloads once a notice about a shipment is noted as sent, which is a moment after it arrived. */
async function reloadOnceSent(page: Page, sql: Sql, shipment: number): Promise<void> {
  const sent = () => sql`
    select from notices n join shipments s on s.id = n.shipment_id
    where s.external_id = ${String(shipment)} and n.sent_at is not null`;
  await eventually(sent, ({ length }) => length > 0);
  await page.reload();
}

test('an admin adds a rule for a Slack channel, tests it, and a departure is told there', async ({
  signedIn: page,
  sql,
}) => {
  const slack = await startSlackServer();
  await page.goto('/settings/notifications');
  await expect(page.getByText('E-mail is not configured')).toBeVisible();
  await page.getByLabel('Name').fill('Departures');
  await page.getByLabel('Delivered').uncheck();
  await page.getByLabel('Channel').selectOption('slack');
  const target = page.getByLabel('URL of the incoming webhook');
  await target.fill('http://hooks.slack.com/services/T0');
  await page.getByLabel('Only the shipment').fill('no-such-shipment');
  await page.getByRole('button', { name: 'Add rule' }).click();
  await expect(target).toHaveAccessibleDescription(
    'Enter the https URL of an incoming webhook, or the id of a channel, such as C012AB3CD.',
  );
  await expectAccessible(page);
  await target.fill(slack.url);
  await page.getByRole('button', { name: 'Add rule' }).click();
  await expect(page.getByLabel('Only the shipment')).toHaveAccessibleDescription('No shipment has this reference.');
  await expect(page.getByLabel('Name')).toHaveValue('Departures');
  await expect(page.getByLabel('Delivered')).not.toBeChecked();
  await page.getByLabel('Only the shipment').fill('');
  await page.getByRole('button', { name: 'Add rule' }).click();
  await expect(page.getByText('Added. Send a test')).toBeVisible();
  await expect(page.getByLabel('Channel')).toHaveValue('email');
  await expect(page.getByLabel('E-mail address')).toHaveValue('');

  await page.getByRole('button', { name: 'Send a test: Departures' }).click();
  await expect(page.getByText('Sent.')).toBeVisible();
  expect(slack.posted).toHaveLength(1);
  await send(sailing({ shipment: 9_400, departed: hoursAgo(2) }));
  await eventually(
    async () => slack.posted.length,
    (count) => count === 2,
  );
  expect(slack.posted[1]).toContain('FLEX-9400 departed');
  await reloadOnceSent(page, sql, 9_400);
  const notice = page.getByRole('region', { name: 'Latest notices' }).getByRole('row', { name: /FLEX-9400/ });
  await expect(notice).toContainText('Sent');
  await expectAccessible(page);

  await page.getByText('Add a recipient', { exact: true }).click();
  const recipient = page.getByRole('form', { name: 'Add a recipient: Departures' });
  await recipient.getByLabel('E-mail address').fill('nobody');
  await recipient.getByRole('button', { name: 'Add' }).click();
  await expect(recipient.getByLabel('E-mail address')).toHaveAccessibleDescription('This is not an e-mail address.');
  await recipient.getByLabel('E-mail address').fill('imports@harbour-home.example');
  await recipient.getByRole('button', { name: 'Add' }).click();
  const recipients = page.getByRole('list', { name: 'Recipients of Departures' }).getByRole('listitem');
  await expect(recipients).toHaveCount(2);
  await expectAccessible(page);
  await send(sailing({ shipment: 9_401, departed: hoursAgo(2) }));
  await eventually(
    async () => slack.posted.length,
    (count) => count === 3,
  );
  await reloadOnceSent(page, sql, 9_401);
  const both = page.getByRole('region', { name: 'Latest notices' }).getByRole('row', { name: /FLEX-9401/ });
  await expect(both.filter({ hasText: 'E-mail imports@harbour-home.example' })).toHaveCount(1);
  await expect(both.filter({ hasText: 'Slack' })).toContainText('Sent');
  await page.getByRole('button', { name: 'Remove recipient: imports@harbour-home.example' }).click();
  await confirm(page, 'Remove recipient');
  await expect(recipients).toHaveCount(1);

  await page.getByRole('button', { name: 'Remove: Departures' }).click();
  await confirm(page, 'Remove');
  await expect(page.getByText('No rules yet')).toBeVisible();
  await page.goto('/settings/audit');
  await expect(page.getByText('Removed a notification rule')).toBeVisible();
  await slack.stop();
});

test('a viewer sees the rules and cannot change them', async ({ page, sql }) => {
  const db = openDatabase(databaseUrl(), { max: 1 });
  const viewer = { email: 'vera@example.com', password: 'windward-passage' };
  await addUser(db, 'test', { ...viewer, name: 'Vera', role: 'viewer' });
  const rule = newRuleSchema.parse({
    ...{ name: 'Arrivals', milestones: ['arrived'], customer: 'Harbour Home', provider: '', shipment: '' },
    recipients: [{ channel: 'email', target: 'imports@harbour-home.example' }],
  });
  await addRule(db, 'test', rule, { shipmentId: null, authSecret: AUTH_SECRET });
  await page.goto('/sign-in');
  await page.getByLabel('E-mail').fill(viewer.email);
  await page.getByLabel('Password').fill(viewer.password);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Overview');
  await page.goto('/settings/notifications');
  const row = page.getByRole('row', { name: /Arrivals/ });
  await expect(row).toContainText('imports@harbour-home.example');
  await expect(row).toContainText('Harbour Home');
  await expect(row.getByRole('button')).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Add rule' })).toHaveCount(0);
  const [added] = await sql`select id from notification_rules where name = 'Arrivals'`;
  expect(await removeRule(db, 'test', added?.id)).toBeNull();
  await db.$client.end();
});

test('a recipient unsubscribes by the link of an e-mail, and an admin allows the address again', async ({
  signedIn: page,
  browser,
  sql,
}) => {
  const db = openDatabase(databaseUrl(), { max: 1 });
  const rule = newRuleSchema.parse({
    ...{ name: 'Departures of imports', milestones: ['departed'], customer: '', provider: '', shipment: '' },
    recipients: [{ channel: 'email', target: 'team@harbour-home.example' }],
  });
  await addRule(db, 'test', rule, { shipmentId: null, authSecret: AUTH_SECRET });
  const [added] =
    await sql`select recipient.id, target_key, rule_id from rule_recipients as recipient join notification_rules as rule on rule.id = rule_id where name = 'Departures of imports'`;
  const token = unsubscribeToken({ recipientId: added?.id, targetKey: added?.target_key }, AUTH_SECRET);

  const recipient = await (await browser.newContext()).newPage();
  await recipient.goto(`${url()}/api/unsubscribe/${token}`);
  await expect(recipient.getByText('team@harbour-home.example')).toBeVisible();
  expect(await sql`select from suppressions`).toHaveLength(0);
  await expectAccessible(recipient);
  await recipient.getByRole('button', { name: 'Unsubscribe' }).click();
  await expect(recipient.getByRole('heading', { name: 'You are unsubscribed' })).toBeVisible();
  await recipient.goto(`${url()}/unsubscribe/${token.slice(1)}`);
  await expect(recipient.getByRole('heading', { name: 'This link is not valid' })).toBeVisible();

  await page.goto('/settings/notifications');
  const row = page.getByRole('region', { name: 'Suppressed addresses' }).getByRole('row', { name: /team@/ });
  await expect(row).toContainText('Departures of imports');
  await expect(row).toContainText('Unsubscribed');
  await expectAccessible(page);
  await row.getByRole('button', { name: 'Allow: team@harbour-home.example' }).click();
  await expect(page.getByRole('region', { name: 'Suppressed addresses' })).toHaveCount(0);
  expect(await removeRule(db, 'test', added?.rule_id)).toBeNull();
  await db.$client.end();
});

test('an admin previews every message with real data, and cannot send one without a mail server', async ({
  signedIn: page,
  sql,
}) => {
  await send(sailing({ shipment: 9_410, departed: hoursAgo(20), arrived: hoursAgo(2) }));
  await eventually(
    () => sql`select from shipments where external_id = '9410'`,
    (rows) => rows.length === 1,
  );
  await page.goto('/settings/notifications');
  await page.getByRole('link', { name: 'Preview the messages' }).click();
  const tabs = page.getByRole('navigation', { name: 'Messages' }).getByRole('link');
  await expect(tabs).toHaveText([
    ...['Departed', 'Correction: departed', 'Arrived', 'Correction: arrived', 'Delivered', 'Correction: delivered'],
    ...['Exception', 'Exception: worse', 'Exception: ended'],
    'Digest',
  ]);
  await tabs.nth(2).click();
  for (const width of ['wide', 'narrow']) {
    const frame = page.frameLocator(`iframe[title="E-mail on a ${width} screen"]`);
    await expect(frame.getByRole('heading')).toHaveText('FLEX-9410 arrived');
  }
  await expect(page.getByRole('region', { name: 'Webhook' })).toContainText('"shipment.arrived"');
  for (const width of [390, 1280]) {
    await page.setViewportSize({ width, height: 800 });
    const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(over).toBeLessThanOrEqual(0);
  }
  await page.getByRole('button', { name: /^Send to ops@/ }).click();
  await expect(page.getByText('E-mail is not configured', { exact: true })).toBeVisible();
  // The check runs scripts in every frame, and these allow none.
  await page.evaluate(() => {
    for (const frame of document.querySelectorAll('iframe')) frame.remove();
  });
  await expectAccessible(page);
});

/** Lets the page show notifications, and keeps them where the test can read them: a browser without a screen shows none. */
function recordNotifications(): void {
  const shown: string[] = [];
  class Recorded {
    static permission = 'granted';
    constructor(title: string, { body }: { body: string }) {
      shown.push(`${title}: ${body}`);
    }
  }
  Object.assign(window, { shown, Notification: Recorded });
}

test('a notice in the application appears at the bell and in the browser, and is read once it was shown', async ({
  signedIn: page,
  sql,
}) => {
  await page.addInitScript(recordNotifications);
  await page.goto('/settings/notifications');
  await page.getByLabel('Name').fill('For everybody');
  await page.getByLabel('Channel').selectOption('app');
  await page.getByLabel('Only the user').fill('nobody@example.com');
  await page.getByRole('button', { name: 'Add rule' }).click();
  await expect(page.getByLabel('Only the user')).toHaveAccessibleDescription('There is no user with this address.');
  await page.getByLabel('Only the user').fill('');
  await page.getByRole('button', { name: 'Add rule' }).click();
  await expect(page.getByText('Added. Send a test')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Notices', exact: true })).toBeVisible();
  await send(sailing({ shipment: 9_420, departed: hoursAgo(2) }));
  await expect(page.getByRole('link', { name: 'Notices, 1 unread' })).toBeVisible();
  const shown = await page.evaluate(() => (window as unknown as { shown: string[] }).shown);
  expect(shown).toEqual(['FLEX-9420 departed: Shanghai → Los Angeles']);
  await page.getByRole('link', { name: 'Notices, 1 unread' }).click();
  await expect(page.getByRole('row', { name: /FLEX-9420 departed/ })).toContainText('Shanghai → Los Angeles');
  await expect(page.getByRole('link', { name: 'Notices', exact: true })).toBeVisible();
  await expectAccessible(page);
  const [rule] = await sql`select id from notification_rules where name = 'For everybody'`;
  const db = openDatabase(databaseUrl(), { max: 1 });
  expect(await removeRule(db, 'test', rule?.id)).toBeNull();
  await db.$client.end();
});

test('the secret of a webhook is shown once', async ({ signedIn: page, sql }) => {
  await page.goto('/settings/notifications');
  await page.getByLabel('Name').fill('For the ERP');
  await page.getByLabel('Channel').selectOption('webhook');
  const target = page.getByLabel('URL of your program');
  await target.fill('http://erp.example.com/fairlead');
  await page.getByRole('button', { name: 'Add rule' }).click();
  await expect(target).toHaveAccessibleDescription('Enter an https URL without a user name.');
  await target.fill('https://erp.example.com/fairlead');
  await page.getByRole('button', { name: 'Add rule' }).click();
  await expect(page.getByText(/^whsec_/)).toBeVisible();
  await expectAccessible(page);
  await page.reload();
  await expect(page.getByRole('row', { name: /For the ERP/ })).toContainText('Webhook erp.example.com/…lead');
  await expect(page.getByText(/^whsec_/)).toHaveCount(0);
  const [rule] = await sql`select id from notification_rules where name = 'For the ERP'`;
  const db = openDatabase(databaseUrl(), { max: 1 });
  expect(await removeRule(db, 'test', rule?.id)).toBeNull();
  await db.$client.end();
});

test('an admin sees what a rule would have sent, then adds it as a daily digest with quiet hours', async ({
  signedIn: page,
  sql,
}) => {
  await send(sailing({ shipment: 9_500, departed: hoursAgo(2) }));
  await eventually(
    () => sql`
      select from milestones join shipments on shipments.id = shipment_id
      where external_id = '9500' and code = 'DEPARTED' and classifier = 'ACT'`,
    (rows) => rows.length > 0,
  );
  await page.goto('/settings/notifications');
  const add = page.getByRole('form', { name: 'Add a rule' });
  await add.getByLabel('Delivered').uncheck();
  await add.getByLabel('Only the shipment').fill('FLEX-9500');
  await add.getByLabel('Send').selectOption('daily');
  await add.getByLabel('Quiet from').fill('22:00');
  await add.getByRole('button', { name: 'Backtest' }).click();
  await expect(add.getByLabel('Quiet until')).toHaveAccessibleDescription('Enter when the quiet hours end.');
  await add.getByLabel('Quiet until').fill('07:00');
  await add.getByLabel('In the time zone').fill('Europe/Berlin');
  await add.getByLabel('Send').selectOption('at_once');
  await add.getByLabel('Quiet from').fill('');
  await add.getByLabel('Quiet until').fill('');
  const result = page.getByRole('region', { name: 'Backtest', exact: true });
  await add.getByRole('button', { name: 'Backtest' }).click();
  await expect(result).toContainText('1 notice in 1 message');
  await expect(result.getByRole('link', { name: 'FLEX-9500' })).toBeVisible();
  await expectAccessible(page);
  await expect(page.getByText('No rules yet')).toBeVisible();

  await add.getByLabel('Name').fill('Every morning');
  await add.getByLabel('E-mail address').fill('imports@harbour-home.example');
  await add.getByLabel('Send').selectOption('daily');
  await add.getByLabel('Quiet from').fill('22:00');
  await add.getByLabel('Quiet until').fill('07:00');
  await add.getByRole('button', { name: 'Add rule' }).click();
  const row = page.getByRole('row', { name: /Every morning/ });
  await expect(row).toContainText('Daily digest at 08:00, quiet 22:00 to 07:00 (Europe/Berlin)');
  await expect(row).toContainText('0 sent, 0 failed');
  await page.getByRole('button', { name: 'Backtest: Every morning' }).click();
  await expect(page.getByText(/^\d notices, \d messages in 30 days/)).toBeVisible();
  await page.getByRole('button', { name: 'Remove: Every morning' }).click();
  await confirm(page, 'Remove');
  await expect(page.getByText('No rules yet')).toBeVisible();
});

test('a user watches a shipment only if e-mail can be sent', async ({ signedIn: page, sql }) => {
  await send(sailing({ shipment: 9_600 }));
  const [row] = await eventually(
    () => sql`select id from shipments where external_id = '9600'`,
    (rows) => rows.length === 1,
  );
  await page.goto(`/shipments/${row?.id}`);
  await page.getByRole('button', { name: 'Watch', exact: true }).click();
  await expect(page.getByText('E-mail is not configured.')).toBeVisible();
  expect(await sql`select from subscriptions`).toHaveLength(0);
  const db = openDatabase(databaseUrl(), { max: 1 });
  await startWatch(db, 'ops@example.com', { followed: { scope: 'shipment', subjectId: row?.id ?? '' } });
  await db.$client.end();
  await page.reload();
  await page.getByRole('button', { name: 'Watching' }).click();
  await expect(page.getByText('You are not told any more.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Watch', exact: true })).toBeVisible();
  await expectAccessible(page);
});

test('an operator adds a stakeholder of a shipment, who gets the departure once', async ({ signedIn: page, sql }) => {
  await send(sailing({ shipment: 9_700 }));
  const [row] = await eventually(
    () => sql`select id from shipments where external_id = '9700'`,
    (rows) => rows.length === 1,
  );
  await page.goto(`/shipments/${row?.id}?tab=stakeholders`);
  await expect(page.getByText('Nobody yet.')).toBeVisible();
  const email = 'imports@harbour-home.example';
  await page.getByLabel('E-mail address, of a user or of anybody else').fill(email);
  await page.getByRole('button', { name: 'Add stakeholder' }).click();
  const stakeholder = page.getByRole('region', { name: 'Stakeholders' }).getByRole('row', { name: email });
  await expect(stakeholder).toContainText('Waits for confirmation');
  await expectAccessible(page);
  for (const width of [390, 1280]) {
    await page.setViewportSize({ width, height: 800 });
    const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(over).toBeLessThanOrEqual(0);
  }
  for (const _ of [1, 2]) await send(sailing({ shipment: 9_700, departed: hoursAgo(2) }));
  const notices = () => sql`
    select from notices join rule_recipients as recipient on recipient.id = recipient_id
    where target = ${email} and shipment_id = ${row?.id}`;
  await eventually(notices, (rows) => rows.length > 0);
  expect(await notices()).toHaveLength(1);
  await page.getByRole('button', { name: `Remove: ${email}` }).click();
  await confirm(page, 'Remove');
  await expect(page.getByText('Nobody yet.')).toBeVisible();
});

test('an admin adds a rule of exceptions of some types, and keeps what was entered when it is rejected', async ({
  signedIn: page,
}) => {
  await page.goto('/settings/notifications');
  const add = page.getByRole('form', { name: 'Add a rule' });
  await add.getByLabel('Tell of').selectOption('exception');
  await expect(add.getByLabel('Severity')).toHaveValue('critical');
  await add.getByLabel('Severity').selectOption('high');
  await add.getByLabel('Name').fill('Holds');
  await add.getByText('Only of some types').click();
  await add.getByLabel('Customs hold').check();
  await add.getByLabel('Held, in minutes').fill('15');
  await add.getByLabel('Only those that the recipient owns').check();
  await add.getByLabel('Channel').selectOption('app');
  await add.getByRole('button', { name: 'Add rule' }).click();
  await expect(add.getByText('Only a person owns exceptions')).toBeVisible();
  await expect(add.getByLabel('Customs hold')).toBeChecked();
  await expect(add.getByLabel('Held, in minutes')).toHaveValue('15');
  await expectAccessible(page);
  for (const width of [390, 1280]) {
    await page.setViewportSize({ width, height: 800 });
    const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(over).toBeLessThanOrEqual(0);
  }
  await add.getByLabel('Only those that the recipient owns').uncheck();
  await add.getByRole('button', { name: 'Backtest' }).click();
  await expect(page.getByRole('region', { name: 'Backtest', exact: true })).toContainText('0 notices in 0 messages');
  await add.getByRole('button', { name: 'Add rule' }).click();
  const row = page.getByRole('row', { name: /Holds/ });
  await expect(row).toContainText('Customs hold: high or more, after 15 min');
  await page.getByRole('button', { name: 'Remove: Holds' }).click();
  await confirm(page, 'Remove');
  await expect(page.getByText('No rules yet')).toBeVisible();
});
