import { openDatabase } from '#db/client.ts';
import { addUser } from '#lib/auth/users.ts';
import { newRuleSchema } from '#lib/model/notice-rule.ts';
import { addRule, removeRule } from '#lib/notices/rules.ts';
import { eventually } from '#tests/support/await.ts';
import { hoursAgo, sailing } from '#tests/support/sailing.ts';
import { AUTH_SECRET } from '#tests/support/server.ts';
import { startSlackServer } from '#tests/support/slack-server.ts';
import { send } from './events.ts';
import { expect, expectAccessible, test } from './fixtures.ts';

test('an admin adds a rule for a Slack channel, tests it, and a departure is told there', async ({
  signedIn: page,
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
  await expect(target).toHaveAccessibleDescription('Enter the https URL of an incoming webhook.');
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
  await page.reload();
  const notice = page.getByRole('region', { name: 'Latest notices' }).getByRole('row', { name: /FLEX-9400/ });
  await expect(notice).toContainText('Sent');
  await expectAccessible(page);

  await page.getByRole('button', { name: 'Remove: Departures' }).click();
  await expect(page.getByText('No rules yet')).toBeVisible();
  await page.goto('/settings/audit');
  await expect(page.getByText('Removed a notification rule')).toBeVisible();
  await slack.stop();
});

test('a viewer sees the rules and cannot change them', async ({ page, sql }) => {
  const db = openDatabase(process.env.E2E_DATABASE_URL ?? '', { max: 1 });
  const viewer = { email: 'vera@example.com', password: 'windward-passage' };
  await addUser(db, 'test', { ...viewer, name: 'Vera', role: 'viewer' });
  const rule = newRuleSchema.parse({
    ...{ name: 'Arrivals', milestones: ['arrived'], customer: 'Harbour Home', provider: '', shipment: '' },
    ...{ channel: 'email', target: 'imports@harbour-home.example' },
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

test('an admin sees what a rule would have sent, then adds it as a daily digest with quiet hours', async ({
  signedIn: page,
}) => {
  await send(sailing({ shipment: 9_500, departed: hoursAgo(2) }));
  await page.goto('/settings/notifications');
  const add = page.getByRole('form', { name: 'Add a rule' });
  await add.getByLabel('Delivered').uncheck();
  await add.getByLabel('Only the shipment').fill('FLEX-9500');
  await add.getByLabel('Send').selectOption('daily');
  await add.getByLabel('Quiet from').fill('22:00');
  await expect(async () => {
    await add.getByRole('button', { name: 'Backtest' }).click();
    await expect(add.getByLabel('Quiet until')).toHaveAccessibleDescription('Enter when the quiet hours end.', {
      timeout: 2_000,
    });
  }).toPass();
  await add.getByLabel('Quiet until').fill('07:00');
  await add.getByLabel('In the time zone').fill('Europe/Berlin');
  await add.getByLabel('Send').selectOption('at_once');
  await add.getByLabel('Quiet from').fill('');
  await add.getByLabel('Quiet until').fill('');
  const result = page.getByRole('region', { name: 'Backtest', exact: true });
  // The worker may not have processed the webhook yet.
  await expect(async () => {
    await add.getByRole('button', { name: 'Backtest' }).click();
    await expect(result).toContainText('1 notice in 1 message', { timeout: 2_000 });
  }).toPass();
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
  expect(await sql`select from notification_rules where watched_by is not null`).toHaveLength(0);
  await sql`
    insert into notification_rules (name, milestones, shipment_id, channel, target, target_key, enabled, created_by, created_at, watched_by)
    values ('Watched shipment', '{departed}', ${row?.id}, 'email', 'ops@example.com', 'x', true, 'ops@example.com', now(), 'ops@example.com')`;
  await page.reload();
  await page.getByRole('button', { name: 'Watching' }).click();
  await expect(page.getByText('You are not told any more.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Watch', exact: true })).toBeVisible();
  await expectAccessible(page);
});
