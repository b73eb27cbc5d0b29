import { confirm } from './confirm.ts';
import { expect, expectAccessible, test } from './fixtures.ts';

test('an admin sets a tariff, changes it, and is told what is wrong beside the field', async ({ signedIn: page }) => {
  await page.goto('/settings/demurrage');
  await page.getByLabel('Carrier: name or SCAC').fill('Harbour Line');
  await page.getByLabel('Port (empty: every)').fill('uslax');
  await page.getByLabel('Rate for each charged day').fill('1: 220\n6: 280');
  await page.getByLabel('Holidays').fill('2026-12-25');
  await page.getByRole('button', { name: 'Set tariff' }).click();
  const row = page.getByRole('row', { name: /harbour line/ });
  await expect(row).toContainText('USD 1: 220, 6: 280');

  await row.getByRole('link', { name: /^Change/ }).click();
  await expect(page.getByLabel('Port (empty: every)')).toHaveValue('USLAX');
  await expect(page.getByLabel('Holidays')).toHaveValue('2026-12-25');
  const rates = page.getByLabel('Rate for each charged day');
  await expect(rates).toHaveValue('1: 220\n6: 280');
  await expectAccessible(page);
  await page.getByLabel('Port (empty: every)').fill('');
  await page.getByLabel('Terminal (empty: every)').fill('Pier 400');
  await page.getByRole('button', { name: 'Save tariff' }).click();
  await expect(page.getByLabel('Port (empty: every)')).toHaveAccessibleDescription('Enter the port of the terminal.');
  await page.getByLabel('Port (empty: every)').fill('USLGB');
  await rates.fill('1: 250');
  await page.getByRole('button', { name: 'Save tariff' }).click();
  await expect(row).toContainText('USD 1: 250');
  await expect(row).toContainText('USLGB');
  await expect(row).toHaveCount(1);

  await page.getByRole('link', { name: 'Close and set another tariff' }).click();
  await expect(page.getByRole('button', { name: 'Set tariff' })).toBeVisible();
  await row.getByRole('button', { name: /^Remove/ }).click();
  await confirm(page, 'Remove');
  await expect(page.getByText('No tariffs.')).toBeVisible();
});
