import { eventually } from '#tests/support/await.ts';
import { departure } from '#tests/support/signed.ts';
import { countEffort } from './effort.ts';
import { send } from './events.ts';
import { expect, test } from './fixtures.ts';

test('keyboard only: a shipment by its reference in 2 keys and the text, its raw event in 3 more', async ({
  signedIn: page,
  sql,
}) => {
  await send(departure('overview-1', 'SHP-OVERVIEW-1'));
  await eventually(
    () => sql`select id from shipments where external_id = 'SHP-OVERVIEW-1'`,
    (rows) => rows.length === 1,
  );
  await page.goto('/');
  const { press, enter, spent } = countEffort(page);
  await press('Control+k');
  await expect(page.getByRole('combobox')).toBeFocused();
  await enter('shp overview 1');
  await expect(page.getByRole('option', { name: /SHP-OVERVIEW-1/ })).toBeVisible();
  await press('Enter');
  await expect(page.getByRole('heading', { name: /SHP-OVERVIEW-1/ })).toBeVisible();
  expect(spent()).toBe(3);
  await page.getByRole('link', { name: 'Raw events' }).focus();
  await press('Enter');
  await expect(page.getByRole('region', { name: 'Raw events' })).toBeVisible();
  await press('j', 'Enter');
  await expect(page).toHaveURL(/deliveries\//);
  expect(spent()).toBe(6);
});
