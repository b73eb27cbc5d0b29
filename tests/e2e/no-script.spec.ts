import { eventually } from '#tests/support/await.ts';
import { ADMIN } from '#tests/support/server.ts';
import { legEvent, send } from './events.ts';
import { expect, test } from './fixtures.ts';

test.use({ javaScriptEnabled: false });

test('without scripts a list, a shipment and a look-up can be read', async ({ page, sql }) => {
  await send(legEvent(9650, 965, 'departed'));
  await eventually(
    () => sql`select id from shipments where external_id = '965'`,
    (rows) => rows.length === 1,
  );
  await page.goto('/sign-in');
  await page.getByLabel('E-mail').fill(ADMIN.email);
  await page.getByLabel('Password').fill(ADMIN.password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page.getByText('Needs attention').first()).toBeVisible();
  await page.goto('/shipments?q=965');
  const row = page.getByRole('row', { name: /\b965\b/ });
  await expect(row).toBeVisible();
  await row.getByRole('link').first().click();
  await expect(page.getByRole('heading', { level: 1, name: /965/ })).toBeVisible();
  await expect(page.getByRole('row', { name: /^Departed/ }).first()).toBeVisible();
  await expect(page.locator('[aria-busy="true"]:visible')).toHaveCount(0);
  await page.goto('/lookup?q=965');
  await expect(page.getByRole('heading', { level: 1, name: /965/ })).toBeVisible();
});
