import type { Page } from '@playwright/test';
import { freePort } from '#db/embedded.ts';
import { totpCode } from '#lib/auth/totp.ts';
import { ADMIN, type Server, startServer } from '#tests/support/server.ts';
import { countEffort } from './effort.ts';
import { databaseUrl, demoSmtpUrl, expect, expectAccessible, test } from './fixtures.ts';

const ADA = { email: 'ada@harbour.example', password: 'windward-passage' };

let started: Server | undefined;
test.afterEach(() => started?.stop());

/** The heading of the first page. */
const title = (page: Page) => page.getByRole('heading', { level: 1 });

async function enter(page: Page, url: string, { email, password }: { email: string; password: string }) {
  await page.goto(`${url}/sign-in`);
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password').fill(password);
  await page.keyboard.press('Enter');
}

test('a user is invited in 4 clicks and the address, chooses a password by the link in the e-mail, and then signs in with a code too', async ({
  page,
  browser,
}) => {
  // The product of the other tests has no mail server.
  const port = await freePort();
  const mail = { SMTP_URL: demoSmtpUrl(), MAIL_FROM: 'fairlead@demo.example', APP_URL: `http://127.0.0.1:${port}` };
  const server = await startServer({ databaseUrl: databaseUrl(), port, env: mail });
  started = server;
  await enter(page, server.url, ADMIN);
  await expect(title(page)).toHaveText('Overview');
  const { click, enter: type, spent } = countEffort(page);
  await click(page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Settings' }));
  await click(page.getByRole('link', { name: 'Users' }));
  const invite = page.locator('form', { has: page.getByRole('button', { name: 'Invite' }) });
  await click(invite.getByLabel('E-mail address'));
  await type(ADA.email);
  await click(invite.getByRole('button', { name: 'Invite' }));
  await expect(page.getByRole('region', { name: 'Invitations' })).toContainText(ADA.email);
  expect(spent()).toBe(5);

  // The mailbox is a page of the other server, where the cookie counts too: it does not depend on the port.
  const message = page.getByRole('link', { name: /invites you to Fairlead/ });
  await expect(async () => {
    await page.goto('/demo/mail');
    await expect(message).toBeVisible({ timeout: 500 });
  }).toPass();
  await message.click();
  const link = page.frameLocator('iframe').getByRole('link', { name: 'Accept the invitation' });
  const address = (await link.getAttribute('href')) ?? '';

  const ada = await (await browser.newContext()).newPage();
  await ada.goto(address);
  await expectAccessible(ada);
  await ada.getByLabel('New password').fill(ADA.password);
  await ada.getByLabel('Repeat the password').fill(ADA.password);
  await ada.getByRole('button', { name: 'Create the account' }).click();
  await expect(title(ada)).toHaveText('Overview');

  await ada.goto(`${server.url}/settings`);
  await ada.getByRole('button', { name: 'Set up an authenticator app' }).click();
  const secret = (await ada.locator('section code').innerText()).replaceAll(' ', '');
  await expectAccessible(ada);
  await ada.getByLabel('Code that the app shows').fill(totpCode(secret, Date.now()));
  await ada.getByRole('button', { name: 'Switch on' }).click();
  await expect(ada.getByRole('list', { name: 'Recovery codes' }).getByRole('listitem')).toHaveCount(10);
  await ada.getByRole('link', { name: 'I have kept them' }).click();
  await expect(ada.getByText('10 of 10 recovery codes')).toBeVisible();
  await ada.getByRole('button', { name: 'Sign out everywhere' }).click();
  await expect(ada).toHaveURL(/\/sign-in/);

  await enter(ada, server.url, ADA);
  await ada.getByLabel('Code', { exact: true }).fill('000000');
  await ada.getByRole('button', { name: 'Continue' }).click();
  await expect(ada.locator('main [role=alert]')).toHaveText(/wrong or was used/);
  // The first code was used up; that of the next step is valid already.
  await ada.getByLabel('Code', { exact: true }).fill(totpCode(secret, Date.now() + 30_000));
  await ada.getByRole('button', { name: 'Continue' }).click();
  await expect(title(ada)).toHaveText('Overview');
});
