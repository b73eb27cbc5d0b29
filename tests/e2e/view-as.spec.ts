import { ADMIN } from '#tests/support/server.ts';
import { expect, expectAccessible, test } from './fixtures.ts';

test('an admin views the pages as a viewer: nothing is changed, and one press ends it', async ({
  signedIn: page,
  sql,
}) => {
  // Other tests of this product may have rules.
  const rules = await sql`select count(*) from notification_rules`;
  await page.goto('/');
  await page
    .getByRole('button', { name: `Account of ${ADMIN.email} (${ADMIN.email.slice(0, 2).toUpperCase()})` })
    .click();
  await page.getByRole('menuitem', { name: 'View as viewer' }).click();
  const banner = page.getByText('You are viewing as viewer');
  await expect(banner).toBeVisible();
  await page.goto('/settings/tokens');
  await expect(page.getByText('Admins only')).toBeVisible();
  const admin = page.getByRole('list', { name: 'Admins' }).getByRole('link', { name: ADMIN.email });
  await expect(admin).toHaveAttribute('href', `mailto:${ADMIN.email}`);
  await expect(page.getByRole('link', { name: 'Audit log' })).toHaveCount(0);
  await expect(banner).toBeVisible();
  await expectAccessible(page);

  await page.goto('/settings');
  await page.getByRole('button', { name: 'By e-mail too' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Nothing was changed');
  expect(await sql`select count(*) from notification_rules`).toEqual(rules);

  await page.getByRole('button', { name: 'Stop viewing' }).first().click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Overview');
  await expect(banner).toHaveCount(0);
  await page.goto('/settings/tokens');
  await expect(page.getByText('Admins only')).toHaveCount(0);
  const entries =
    await sql`select action, subject from audit_entries where action like 'view-%' order by id desc limit 2`;
  expect(entries).toEqual([
    { action: 'view-ended', subject: 'viewer' },
    { action: 'view-begun', subject: 'viewer' },
  ]);
});
