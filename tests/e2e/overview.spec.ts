import { eventually } from '#tests/support/await.ts';
import { deliver, departure, signed } from '#tests/support/signed.ts';
import { expect, expectAccessible, test, url } from './fixtures.ts';

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`in ${colorScheme}`, () => {
    test.use({ colorScheme });
    test('the overview and the command menu can be read by everybody', async ({ signedIn: page }) => {
      await expect(page.getByRole('heading', { name: 'Sources' })).toBeVisible();
      await expectAccessible(page);
      await page.keyboard.press('Control+k');
      await expect(page.getByRole('combobox')).toBeFocused();
      await expectAccessible(page);
    });
  });
}

test('the keyboard alone finds a shipment by a reference and opens the event behind it', async ({
  signedIn: page,
  sql,
}) => {
  const body = departure('overview-1', 'SHP-OVERVIEW-1');
  expect((await deliver(url(), 'flexport', body, signed(body))).status).toBe(200);
  await eventually(
    () => sql`select id from shipments where external_id = 'SHP-OVERVIEW-1'`,
    (rows) => rows.length === 1,
  );
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
