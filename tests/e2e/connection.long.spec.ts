import type { BrowserContext, Page } from '@playwright/test';
import { eventually } from '#tests/support/await.ts';
import { type Line, openLine } from '#tests/support/cut-line.ts';
import { API_TOKEN } from '#tests/support/server.ts';
import { holdEvent, legEvent, send } from './events.ts';
import { expect, signIn, test, url } from './fixtures.ts';

/** A browser logs what fails without a connection, and requests of a session that ended: only what the pages show counts here. */
test.use({ page: async ({ context }, use) => use(await context.newPage()), serviceWorkers: 'allow' });

const bar = (page: Page) => page.getByText(/^No connection since \d\d:\d\d\. What you see may be out of date\./);

/** How many live streams the server has. */
async function countStreams(): Promise<number> {
  const headers = { authorization: `Bearer ${API_TOKEN}` };
  const metrics = await (await fetch(`${url()}/api/metrics`, { headers })).text();
  return Number(/^\w+\{kind="stream"\} (\d+)/m.exec(metrics)?.[1]);
}

/** The browser reaches the product over a line that can be interrupted. */
const onLine = test.extend<{ line: Line }>({
  line: async ({ product }, use) => {
    const line = await openLine(product.url);
    await use(line);
    await line.stop();
  },
  baseURL: async ({ line }, use) => use(line.url),
});

test.describe('without a connection', () => {
  /** What the loss of the network is for a browser: its connections end, and it knows. */
  const lose = async (line: Line, context: BrowserContext) => {
    line.cut();
    await context.setOffline(true);
  };
  const regain = async (line: Line, context: BrowserContext) => {
    line.mend();
    await context.setOffline(false);
  };

  onLine('a page says so, keeps what is entered, and catches up by itself', async ({ page, context, line }) => {
    await signIn(page);
    await page.goto('/settings/tokens');
    const name = page.getByLabel('Name');
    await name.fill('Warehouse');
    await expect(page.getByText('Live', { exact: true })).toBeVisible();
    await lose(line, context);
    await expect(bar(page)).toBeVisible();
    await page.getByRole('button', { name: 'Issue a token' }).click();
    await expect(page.getByText('Nothing was sent. What you entered is kept')).toBeVisible();
    await expect(name).toHaveValue('Warehouse');
    await regain(line, context);
    await expect(bar(page)).toHaveCount(0);
    await page.getByRole('button', { name: 'Issue a token' }).click();
    await expect(page.getByRole('row', { name: /Warehouse/ })).toBeVisible();

    await page.goto('/shipments');
    await expect(page.getByText('Live', { exact: true })).toBeVisible();
    await lose(line, context);
    await expect(bar(page)).toBeVisible();
    await page.evaluate(() => Object.assign(window, { sameDocument: true }));
    await send(legEvent(9611, 961, 'departed'));
    await regain(line, context);
    await expect(page.getByRole('row', { name: /\b961\b/ })).toBeVisible();
    await expect(bar(page)).toHaveCount(0);
    expect(await page.evaluate(() => 'sameDocument' in window)).toBe(true);

    await lose(line, context);
    await page.goto('/invoices');
    await expect(page.getByRole('heading', { name: 'No connection' })).toBeVisible();
    await regain(line, context);
    await expect(page.getByRole('heading', { level: 1, name: 'Invoices' })).toBeVisible();
  });

  onLine('a note that is being written outlives every way to leave its page', async ({ page, context, line }) => {
    await send(holdEvent(9_631, 964));
    await signIn(page);
    await page.goto('/exceptions?q=flex964');
    await page.locator('[data-row-link]').first().click();
    const note = page.getByLabel('Note', { exact: true });
    await note.fill('Called the terminal');
    await expect(page.getByText('Live', { exact: true })).toBeVisible();
    await lose(line, context);
    await expect(bar(page)).toBeVisible();
    const stays = page.getByText('No other page can be opened now. This one stays open, with what you entered.');
    await page.getByRole('navigation').first().getByRole('link', { name: 'Invoices' }).click();
    await expect(stays).toBeVisible();
    await expect(note).toHaveValue('Called the terminal');
    await page.getByRole('heading', { level: 1 }).click();
    await page.keyboard.press('g');
    await page.keyboard.press('s');
    await expect(note).toHaveValue('Called the terminal');
    await expect(page).toHaveURL(/exceptions/);
    await regain(line, context);
    await expect(bar(page)).toHaveCount(0);

    await page.getByRole('navigation').first().getByRole('link', { name: 'Invoices' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Invoices' })).toBeVisible();
    await page.goBack();
    await expect(note).toHaveValue('Called the terminal');
    await page.reload();
    await expect(note).toHaveValue('Called the terminal');
    await page.getByRole('button', { name: 'Add note' }).click();
    await expect(note).toHaveValue('');
    await page.reload();
    await expect(page.getByText('Called the terminal')).toBeVisible();
    await expect(note).toHaveValue('');
  });

  onLine('a stream that falls silent is noticed within five seconds, and replaced', async ({ page, line }) => {
    await signIn(page);
    await page.goto('/shipments');
    await expect(page.getByText('Live', { exact: true })).toBeVisible();
    line.silence();
    await expect(bar(page)).toBeVisible({ timeout: 5_500 });
    await send(legEvent(9612, 962, 'departed'));
    line.mend();
    await expect(page.getByRole('row', { name: /\b962\b/ })).toBeVisible();
    await expect(bar(page)).toHaveCount(0);
  });
});

test('seven tabs share one stream: each sees every event, and signing out of one ends all', async ({
  page,
  context,
}) => {
  await signIn(page);
  const tabs = [page, ...(await Promise.all(Array.from({ length: 6 }, () => context.newPage())))];
  for (const tab of tabs) {
    await tab.goto('/shipments');
    await expect(tab.getByText('Live', { exact: true })).toBeVisible();
  }
  await eventually(countStreams, (count) => count === 1);
  await send(legEvent(9601, 951, 'departed'));
  for (const tab of tabs) await expect(tab.getByRole('row', { name: /\b951\b/ })).toBeVisible();
  const last = tabs.at(-1) ?? page;
  await last.getByRole('link', { name: 'Invoices' }).click();
  await expect(last.getByRole('heading', { level: 1 })).toHaveText('Invoices');
  await last.goBack();

  await page.close();
  const left = tabs.slice(1);
  await send(legEvent(9602, 952, 'departed'));
  for (const tab of left) await expect(tab.getByRole('row', { name: /\b952\b/ })).toBeVisible();
  await eventually(countStreams, (count) => count === 1);

  await last.getByRole('button', { name: /^Account of/ }).click();
  await last.getByRole('menuitem', { name: 'Sign out' }).click();
  for (const tab of left) await expect(tab).toHaveURL(/\/sign-in/);
  await eventually(countStreams, (count) => count === 0);
});

test.describe('without a service worker, whose requests the test could not answer', () => {
  test.use({ serviceWorkers: 'block' });

  test('a refresh that nobody or a proxy answers keeps the page, and is done once the server answers', async ({
    page,
  }) => {
    await signIn(page);
    await page.goto('/shipments/board');
    await expect(page.getByText('Live', { exact: true })).toBeVisible();
    await page.evaluate(() => Object.assign(window, { sameDocument: true }));
    let refreshes = 0;
    await page.route(/_rsc=/, (route) => {
      if (route.request().headers()['next-router-prefetch']) return route.continue();
      refreshes += 1;
      if (refreshes === 1) return route.abort();
      return refreshes === 2 ? route.fulfill({ status: 502, contentType: 'text/html', body: '' }) : route.continue();
    });
    await send(legEvent(9621, 963, 'departed'));
    await expect(page.locator('[data-row]').filter({ hasText: /\b963\b/ })).toBeVisible();
    // The row may have come with a refresh that was on its way before; that of the event follows.
    await expect.poll(() => refreshes).toBeGreaterThan(2);
    expect(await page.evaluate(() => 'sameDocument' in window)).toBe(true);
  });
});
