import type { Locator, Page } from '@playwright/test';
import { ADMIN } from '#tests/support/server.ts';
import { expect, test } from './fixtures.ts';

/** Expects that a field says why it was refused, has the focus, and keeps what was entered. */
async function expectRefused(field: Locator, why: string | RegExp, entered: string): Promise<void> {
  await expect(field).toHaveAccessibleDescription(why);
  await expect(field).toHaveAttribute('aria-invalid', 'true');
  await expect(field).toBeFocused();
  await expect(field).toHaveValue(entered);
}

/** Lets the server check the form of a field, where the browser would do so before. */
const withoutRules = (field: Locator) =>
  field.evaluate(({ form }: HTMLInputElement) => form?.setAttribute('novalidate', ''));

test('a form in one line says beside its field what is wrong, and moves there', async ({ signedIn: page }) => {
  await page.goto('/settings');
  const old = page.getByLabel('Current password');
  const fresh = page.getByLabel('New password');
  await old.fill('not the password');
  await fresh.fill('short');
  await page.getByRole('button', { name: 'Change password' }).click();
  await expectRefused(fresh, /characters/, 'short');
  await expect(page.getByRole('alert').filter({ hasText: /characters/ })).toHaveCount(1);
  await fresh.fill('leeward-islands-passage');
  await page.getByRole('button', { name: 'Change password' }).click();
  await expectRefused(old, 'The current password is wrong.', 'not the password');
  await expect(fresh).toHaveValue('leeward-islands-passage');

  await page.goto('/settings/people');
  const email = page.getByLabel('E-mail address').first();
  await withoutRules(email);
  await email.fill('ada at example.com');
  await page.getByRole('button', { name: 'Invite' }).click();
  await expectRefused(email, 'This is not an e-mail address.', 'ada at example.com');

  await page.getByText('Add a user without an invitation').click();
  const add = page.locator('form', { has: page.getByRole('button', { name: 'Add', exact: true }) });
  const password = add.getByLabel(/^Initial password/);
  await add.getByLabel('E-mail address').fill(ADMIN.email);
  await password.fill('password12');
  await add.getByRole('button', { name: 'Add', exact: true }).click();
  await expectRefused(password, /^This password is too/, 'password12');
  await password.fill('leeward-islands-passage');
  await add.getByRole('button', { name: 'Add', exact: true }).click();
  await expectRefused(add.getByLabel('E-mail address'), `${ADMIN.email} is a user already.`, ADMIN.email);

  await page.goto('/settings/tokens');
  const name = page.getByLabel('Name');
  await withoutRules(name);
  await page.getByRole('button', { name: 'Issue a token' }).click();
  await expectRefused(name, 'Give the token a name.', '');
});

test('a form with several rows moves to the field that was refused', async ({ signedIn: page }) => {
  await page.goto('/settings/exceptions');
  const zone = page.getByLabel('Time zone');
  await zone.fill('Mars/Olympus');
  await page.getByRole('button', { name: 'Save working hours' }).click();
  await expectRefused(zone, /time zone/, 'Mars/Olympus');
});

/** Ends the connection of every form that is sent. */
const cutForms = (page: Page) =>
  page.route('**/*', (route) => (route.request().method() === 'POST' ? route.abort() : route.continue()));

test.describe('where the server does not answer', () => {
  // A browser logs the request that failed.
  test.use({ page: async ({ context }, use) => use(await context.newPage()) });

  test('signing in says so, and keeps what was entered', async ({ page }) => {
    await page.goto('/sign-in');
    await expect(page.locator('[data-hydrating]')).toHaveCount(0);
    await cutForms(page);
    await page.getByLabel('E-mail').fill('ops@example.com');
    await page.getByLabel('Password').fill('harbour-light-42');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await expect(page.getByRole('alert').filter({ hasText: 'The server did not answer' })).toBeVisible();
    await expect(page.getByLabel('E-mail')).toHaveValue('ops@example.com');
    await expect(page.getByLabel('Password')).toHaveValue('harbour-light-42');
  });
});
