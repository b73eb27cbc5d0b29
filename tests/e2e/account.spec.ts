import type { Page } from '@playwright/test';
import { openDatabase } from '#db/client.ts';
import { addUser } from '#lib/auth/users.ts';
import { databaseUrl, expect, test } from './fixtures.ts';

const ADA = { email: 'ada@example.com', password: 'windward-passage' };
const FRESH = 'leeward-islands';

async function enter(page: Page, password: string): Promise<void> {
  await page.goto('/sign-in');
  await page.getByLabel('E-mail').fill(ADA.email);
  await page.getByLabel('Password').fill(password);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Overview');
}

test('changing a password keeps this session and ends those in other browsers', async ({ page, browser }) => {
  const db = openDatabase(databaseUrl(), { max: 1 });
  await addUser(db, 'test', { ...ADA, name: 'Ada', role: 'viewer' });
  await db.$client.end();
  const other = await (await browser.newContext()).newPage();
  await enter(other, ADA.password);
  await enter(page, ADA.password);
  await page.goto('/settings');
  await expect(page.getByRole('row')).toHaveCount(3);
  await page.getByLabel('Current password').fill(ADA.password);
  await page.getByLabel('New password').fill('ada-freight-1');
  await page.getByRole('button', { name: 'Change password' }).click();
  await expect(page.locator('main [role=alert]')).toHaveText(/too similar to a name/);
  await page.getByLabel('Current password').fill(ADA.password);
  await page.getByLabel('New password').fill(FRESH);
  await page.getByRole('button', { name: 'Change password' }).click();
  await expect(page.locator('main [role=status]')).toHaveText(/All other sessions have ended/);
  await expect(page.getByRole('row')).toHaveCount(2);
  await expect(other).toHaveURL(/\/sign-in/);
  await page.reload();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Settings');
  await page.getByRole('button', { name: 'Sign out everywhere' }).click();
  await expect(page).toHaveURL(/\/sign-in/);
  await enter(page, FRESH);
});
