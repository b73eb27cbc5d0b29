import type { Page } from '@playwright/test';
import { expect, expectAccessible, test } from './fixtures.ts';

async function setOrderLimit(page: Page, days: string): Promise<void> {
  await page.goto('/settings/lateness');
  await page.getByLabel('Purchase order, days').fill(days);
  await page.getByRole('button', { name: 'Save' }).click();
}

test('an admin changes what counts as late: an order that was late is behind, and lists are recalculated', async ({
  signedIn: page,
  sql,
}) => {
  const order = page.getByRole('row', { name: /PO-4410/ });
  await page.goto('/purchase-orders?q=po-4410');
  await expect(order).toContainText('5 d late expected');
  await setOrderLimit(page, '10');
  await expect(page.getByRole('status')).toContainText('Saved');
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
  await expect(page.getByRole('status')).toContainText('Saved');
});
