import type { Page } from '@playwright/test';
import { applyEvents } from '#lib/projections/apply.ts';
import { recordEvents } from '#tests/support/records.ts';
import { expect, expectAccessible, test } from './fixtures.ts';

test.beforeEach(async ({ sql }) => {
  await sql.begin((tx) => applyEvents(tx, recordEvents));
});

async function openFirst(page: Page, list: string): Promise<void> {
  await page.goto(list);
  await page.locator('[data-row-link]').first().click();
  await expect(page).not.toHaveURL(new RegExp(`${list.replace('?', '\\?')}$`));
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
}

async function setOrderLimit(page: Page, days: string): Promise<void> {
  await page.goto('/settings/lateness');
  await page.getByLabel('Purchase order, days').fill(days);
  await page.getByRole('button', { name: 'Save' }).click();
}

test('a booking shows its previous vessel, its amendments and their events', async ({ signedIn: page }) => {
  await openFirst(page, '/bookings?q=flex8812');
  await expect(page.getByText('Rolled from EVER ALOT 1187-042E')).toBeVisible();
  const amendments = page.getByRole('region', { name: 'Amendments' });
  await expect(amendments).toContainText('1187-042E');
  await expect(amendments).toContainText('1188-043E');
  await expect(amendments.getByRole('link').first()).toHaveAttribute('href', /deliveries\/by-event/);
  await page.getByRole('button', { name: '380' }).click();
  await expect(page.getByRole('dialog')).toContainText('Changed by this event');
});

test('an invoice that does not add up and a duplicate are flagged', async ({ signedIn: page }) => {
  await page.goto('/invoices?q=INV-20931');
  await expect(page.getByText('18 d overdue').first()).toBeVisible();
  await openFirst(page, '/invoices?q=INV-20931');
  await expect(page.getByText('Lines add up to USD 6,843.29, the invoice total is USD 6,743.29')).toBeVisible();
  await expect(page.getByText('Possible duplicate')).toBeVisible();
});

test('open amounts are shown by currency and never summed across currencies', async ({ signedIn: page }) => {
  await page.goto('/invoices');
  const ageing = page.getByRole('region', { name: 'Open balance by age' });
  await expect(ageing.getByRole('link', { name: 'EUR', exact: true })).toBeVisible();
  await ageing.getByRole('link', { name: 'USD', exact: true }).click();
  await expect(page).toHaveURL(/currency=USD/);
  await expect(page.getByRole('row', { name: /INV-20931/ }).first()).toBeVisible();
  await expect(page.getByRole('row', { name: /CB-77/ })).toHaveCount(0);
});

test('an order shows the container of each line and its lateness', async ({ signedIn: page }) => {
  await openFirst(page, '/purchase-orders?q=po-4410');
  const line = page.getByRole('row', { name: /CH-100/ });
  await expect(line).toContainText('CSQU3054383');
  await expect(line).toContainText('5 d late');
});

test('an admin changes what counts as late: an order that was late is behind, and lists are recalculated', async ({
  signedIn: page,
  sql,
}) => {
  const order = page.getByRole('row', { name: /PO-4410/ });
  await page.goto('/purchase-orders?q=po-4410');
  await expect(order).toContainText('5 d late expected');
  await setOrderLimit(page, '10');
  await expect(page.getByText('Saved. Lists and counts follow')).toBeVisible();
  await expect(page.getByText(/^Changed .* by ops@example\.com/)).toBeVisible();
  await expectAccessible(page);
  await expect.poll(async () => (await sql`select recalculated from lateness_settings`)[0]?.recalculated).toBe(true);
  await page.goto('/purchase-orders?q=po-4410');
  await expect(order).toContainText('5 d behind');
  await page.goto('/settings/audit');
  await expect(page.getByRole('row', { name: /Changed what counts as late/ })).toContainText(
    'purchase_order 1 to 10 d',
  );
  // Restores the limit for the other tests.
  await setOrderLimit(page, '1');
  await expect(page.getByText('Saved. Lists and counts follow')).toBeVisible();
});

test('a container with an invalid number is flagged, and shows its free time', async ({ signedIn: page }) => {
  await page.goto('/containers');
  await expect(page.getByRole('row', { name: /CSQU3054384/ })).toContainText('Fails ISO 6346');
  await expect(page.getByRole('row', { name: /CSQU3054383/ })).toContainText('Los Angeles');
  await page.getByRole('link', { name: 'LFD passed' }).click();
  await expect(page.getByRole('row', { name: /CSQU3054384/ })).toHaveCount(0);
  await expect(page.getByRole('row', { name: /CSQU3054383/ })).toContainText(/[12] d .*past/);
});

test('keyboard only: rows are sorted, selected and opened', async ({ signedIn: page }) => {
  await page.goto('/bookings');
  await page.getByRole('link', { name: 'Booking', exact: true }).click();
  await expect(page).toHaveURL(/sort=number/);
  await expect(page.getByRole('columnheader', { name: 'Booking' })).toHaveAttribute('aria-sort', 'ascending');
  await page.keyboard.press('/');
  await page.keyboard.type('flex');
  await expect(page).toHaveURL(/q=flex/);
  await page.keyboard.press('Escape');
  await page.keyboard.press('j');
  await page.keyboard.press('x');
  await page.keyboard.press('j');
  await page.keyboard.press('x');
  await expect(page.getByRole('region', { name: 'Selected rows' })).toContainText('2 selected');
  const exported = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export' }).click();
  expect((await exported).suggestedFilename()).toBe('bookings-selected.csv');
  await page.getByRole('button', { name: 'Clear', exact: true }).click();
  await page.keyboard.press('k');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('FLEX-881');
});
