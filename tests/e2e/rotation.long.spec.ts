import { SECRETS } from '#tests/support/server.ts';
import { deliver, departure, signed } from '#tests/support/signed.ts';
import { confirm } from './confirm.ts';
import { expect, expectAccessible, test, url } from './fixtures.ts';

/** The response status of a webhook that is signed with a secret. */
async function answered(secret: string): Promise<number> {
  const body = departure(`rotation-${Math.random()}`, 'SHP-ROTATION');
  return (await deliver(url(), 'flexport', body, signed(body, secret))).status;
}

test('an admin rotates a webhook secret: both are valid, then the previous one is retired', async ({
  signedIn: page,
  sql,
}) => {
  const [previous, older] = SECRETS.flexport;
  await page.goto('/settings/secrets');
  await page.getByLabel('Source').selectOption('Flexport');
  await page.getByRole('button', { name: 'Add secret' }).click();
  const shown = await page.getByText('Copy it now, it is not shown again').textContent();
  const made = shown?.split(': ').at(-1) ?? '';
  expect(made).toMatch(/^[\w-]{43}$/);
  await expect(page.getByText(/Previous, ends in (?:23 h|24 h|1 d)/)).toHaveCount(2);
  expect([await answered(made), await answered(previous), await answered(older)]).toEqual([200, 200, 200]);
  await expectAccessible(page);
  await page.reload();
  await expect(page.getByText(made)).toHaveCount(0);
  const row = (fingerprint: string) => page.getByRole('row', { name: new RegExp(fingerprint) });
  const [own] = await sql`select fingerprint from webhook_secrets where encrypted is not null`;
  await expect(row(String(own?.fingerprint))).toContainText('Current');
  await page
    .getByRole('button', { name: /^Retire now: Flexport/ })
    .first()
    .click();
  await confirm(page, 'Retire now');
  await expect(page.getByRole('alert').filter({ hasText: 'Add one, or remove the expiry of another' })).toBeVisible();
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
  const others = page.getByRole('row', { name: /Previous, ends in/ });
  await others
    .first()
    .getByRole('button', { name: /^Retire now/ })
    .click();
  await confirm(page, 'Retire now');
  await expect(others).toHaveCount(1);
  expect([await answered(previous), await answered(older)].sort()).toEqual([200, 401]);
  await others.getByRole('button', { name: /^Remove expiry/ }).click();
  await expect(others).toHaveCount(0);
  await page.goto('/settings/audit');
  await expect(page.getByRole('row', { name: /Added a webhook secret/ })).toContainText(String(own?.fingerprint));
  await expect(page.getByRole('row', { name: /Retired a webhook secret/ })).toBeVisible();
  // Restores the secrets for the other tests.
  await sql`truncate webhook_secrets`;
  await expect.poll(async () => [await answered(previous), await answered(older)]).toEqual([200, 200]);
});
