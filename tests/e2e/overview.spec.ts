import { eventually } from '#tests/support/await.ts';
import { departure } from '#tests/support/signed.ts';
import { send } from './events.ts';
import { expect, test } from './fixtures.ts';

test('keyboard only: a shipment is found by a reference and its event opened', async ({ signedIn: page, sql }) => {
  await send(departure('overview-1', 'SHP-OVERVIEW-1'));
  await eventually(
    () => sql`select id from shipments where external_id = 'SHP-OVERVIEW-1'`,
    (rows) => rows.length === 1,
  );
  await page.goto('/');
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('combobox')).toBeFocused();
  await page.keyboard.type('shp overview 1');
  await expect(page.getByRole('option', { name: /SHP-OVERVIEW-1/ })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: /SHP-OVERVIEW-1/ })).toBeVisible();
  await page.getByRole('link', { name: 'Raw events' }).press('Enter');
  await expect(page.getByRole('region', { name: 'Raw events' })).toBeVisible();
  await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/deliveries\//);
});
