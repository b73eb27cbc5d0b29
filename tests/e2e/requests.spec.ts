import { expect, expectAccessible, test } from './fixtures.ts';

test('a booking is submitted, amended, and rejected with a reason', async ({ signedIn: page }) => {
  await page.goto('/bookings');
  await page.getByRole('link', { name: 'New booking' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('New booking');
  await page.getByRole('button', { name: 'Submit booking' }).click();
  await expect(page.getByLabel(/^Shipper/)).toHaveAttribute('aria-invalid', 'true');
  await expectAccessible(page);

  await page.getByLabel(/^Name/).fill('Spring lamps');
  await page.getByLabel(/^Mode/).selectOption('ocean');
  await page.getByLabel(/^Shipper/).fill('SHEN-01');
  await page.getByLabel(/^Consignee/).fill('JUN-01');
  await page.getByLabel(/^Origin/).fill('SHEN-WH');
  await page.getByLabel(/^Cargo ready/).fill('2027-03-01');
  await page.getByLabel(/^Weight/).fill('8000');
  await page.getByLabel(/^Volume/).fill('55');
  await page.getByLabel("40' high cube").last().fill('1');
  await page.getByRole('button', { name: 'Submit booking' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Spring lamps');
  await expect(page.getByText('Accepted', { exact: true })).toBeVisible();
  await expectAccessible(page);

  await page.getByRole('link', { name: 'View booking' }).click();
  await page.getByRole('link', { name: 'Amend booking' }).click();
  await page.getByLabel(/^Cargo ready/).fill('2027-03-09');
  await page.getByRole('button', { name: 'Amend booking' }).click();
  await expect(page.getByText('Accepted', { exact: true })).toBeVisible();
  await page.getByRole('link', { name: 'View booking' }).click();
  await expect(page.getByText('9 Mar 2027').first()).toBeVisible();

  await page.goto('/requests/new/amendment?booking=404');
  await page.getByLabel('Name').fill('Nothing');
  await page.getByRole('button', { name: 'Amend booking' }).click();
  await expect(page.getByText('Rejected', { exact: true })).toBeVisible();
  await expect(page.getByRole('status').filter({ hasText: 'there is no booking 404' })).toBeVisible();
  await page.goto('/requests');
  await expect(page.getByRole('link', { name: /Spring lamps/ })).toBeVisible();
});
