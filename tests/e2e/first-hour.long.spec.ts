import { openSql } from '#db/client.ts';
import { databaseOf, prepare } from '#tests/support/cluster.ts';
import { ADMIN, type Server, startServer } from '#tests/support/server.ts';
import { countEffort } from './effort.ts';
import { databaseUrl, expect, expectAccessible, test } from './fixtures.ts';

let server: Server | undefined;
test.afterEach(async ({ page }) => {
  // Its streams would fail with the server.
  await page.goto('about:blank');
  await server?.stop();
});

/** An installation without anything, on the PostgreSQL of the other tests: neither secrets nor keys of an API. */
async function startEmpty(): Promise<Server> {
  const url = databaseOf(databaseUrl(), 'first_hour');
  const sql = openSql(databaseUrl(), { max: 1 });
  await sql.unsafe('drop database if exists first_hour with (force)');
  await sql.unsafe('create database first_hour');
  await sql.end();
  await prepare(url);
  return startServer({ databaseUrl: url, env: { FLEXPORT_WEBHOOK_SECRET: '', MVMNT_WEBHOOK_TOKEN: '' } });
}

test('first hour in 7 clicks: an admin adds a source, sees a test event processed, and skips the rest', async ({
  page,
}) => {
  server = await startEmpty();
  await page.goto(`${server.url}/sign-in`);
  await page.getByLabel('E-mail').fill(ADMIN.email);
  await page.getByLabel('Password').fill(ADMIN.password);
  await page.keyboard.press('Enter');
  const steps = page.getByRole('region', { name: 'Set up Fairlead' });
  await expect(steps.getByText('To do', { exact: true })).toHaveCount(5);
  await expectAccessible(page);
  await page.goto(`${server.url}/invoices`);
  const { click, spent } = countEffort(page);
  await click(page.getByRole('main').getByRole('link', { name: 'Add a source' }));

  const source = page.getByRole('region', { name: /Add a source/ });
  await expect(source).toContainText(`${server.url}/api/webhooks/flexport`);
  await click(source.getByRole('button', { name: 'Add secret' }));
  await expect(source.locator('code').last()).toHaveText(/^[\w-]{43}$/);
  await expect(source.getByText('Done', { exact: true })).toBeVisible();

  const event = page.getByRole('region', { name: /Receive a webhook/ });
  await click(event.getByRole('button', { name: /^Send a test event/ }));
  const result = event.getByRole('list', { name: 'Test event' });
  await expect(result).toContainText('Received and verified');
  await expect(result).toContainText('It made the shipment “Test of the webhook address”');
  await expect(event.getByText('Done', { exact: true })).toBeVisible();
  await expectAccessible(page);
  await page.goto(`${server.url}/shipments`);
  await expect(page.getByRole('heading', { name: 'No shipment yet' })).toBeVisible();
  await expect(page.getByRole('main')).toContainText(`${server.url}/api/webhooks/flexport`);
  await page.goto(`${server.url}/shipments/board`);
  await expect(page.getByRole('heading', { name: 'No shipment yet' })).toBeVisible();

  await click(page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Overview' }));
  for (const step of ['Connect its API', 'Invite a colleague', 'Add a notification rule']) {
    await click(steps.getByRole('button', { name: `Skip: ${step}` }));
    if (step !== 'Add a notification rule')
      await expect(steps.getByRole('button', { name: `Resume: ${step}` })).toBeVisible();
  }
  await expect(steps).toHaveCount(0);
  expect(spent()).toBe(7);
  await expect(page.getByRole('region', { name: 'Needs attention' })).toBeVisible();
});
