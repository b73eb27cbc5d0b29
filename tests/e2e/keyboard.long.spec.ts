import type { Page } from '@playwright/test';
import { eventually } from '#tests/support/await.ts';
import { departure } from '#tests/support/signed.ts';
import { send } from './events.ts';
import { expect, test } from './fixtures.ts';
import { goTo, press } from './keys.ts';

/** Slows the fade-out of dialogs, so that keys are pressed during it on any machine. */
async function fadeSlowly(page: Page): Promise<void> {
  await page.evaluate(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync('[role="dialog"] { transition: opacity 2s } [role="dialog"][data-ending-style] { opacity: 0 }');
    document.adoptedStyleSheets.push(sheet);
  });
}

const help = (page: Page) => page.getByRole('dialog', { name: 'Keyboard shortcuts' });

test.describe('keys pressed quickly on a slow machine', () => {
  test.beforeEach(async ({ signedIn: page, sql }) => {
    await send(departure('keys-1', 'SHP-KEYS-1'));
    await eventually(
      () => sql`select id from shipments where external_id = 'SHP-KEYS-1'`,
      (rows) => rows.length === 1,
    );
    const session = await page.context().newCDPSession(page);
    await session.send('Emulation.setCPUThrottlingRate', { rate: 6 });
  });

  test('reach their target after the command menu was closed', async ({ signedIn: page }) => {
    await page.goto('/shipments');
    const row = page.locator('[data-row-link]').first();
    await expect(row).toBeVisible();
    await fadeSlowly(page);
    await page.keyboard.press('Control+k');
    await expect(page.getByRole('combobox', { name: 'Search shipments, records, pages and commands' })).toBeFocused();
    await press(page, 'Escape', '?');
    await expect(help(page)).toBeVisible();
    await page.keyboard.press('Escape');
    await press(page, 'Control+k', 'Escape', 'j');
    await expect(row).toBeFocused();
    await press(page, 'Control+k', 'Escape', '/', 'k', 'e', 'y', 's');
    await expect(page.locator('#search')).toHaveValue('keys');
    await expect(page).toHaveURL(/q=keys/);
    await page.keyboard.press('Escape');
    await press(page, 'Control+k', 'Escape');
    await goTo(page, 'i');
    await expect(page).toHaveURL(/\/invoices/);
  });

  test('are entered into the command menu while it opens, and Enter runs the result', async ({ signedIn: page }) => {
    await page.goto('/invoices');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Invoices');
    await press(page, 'Control+k', ...'shp keys 1', 'Enter');
    await expect(page.getByRole('heading', { name: /SHP-KEYS-1/ })).toBeVisible();
  });

  test('wait for the page that is loading', async ({ signedIn: page }) => {
    await page.goto('/invoices');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Invoices');
    await goTo(page, 's');
    await press(page, 'j', 'x');
    await expect(page.locator('[data-row-link]').first()).toBeFocused();
    await expect(page.getByText('1 selected')).toBeVisible();
    await goTo(page, 'i');
    await press(page, '/', ...'inv 7');
    await expect(page).toHaveURL(/\/invoices\?.*q=inv/);
    await expect(page.locator('#find')).toHaveValue('inv 7');
  });

  test('count if they were pressed before the page was interactive', async ({ signedIn: page }) => {
    await page.goto('/shipments', { waitUntil: 'commit' });
    await page.locator('#search').waitFor({ state: 'attached' });
    await press(page, 'j', '?');
    await expect(help(page)).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.locator('[data-row-link]').first()).toBeFocused();
    await page.goto('/invoices', { waitUntil: 'commit' });
    await page.locator('#search').waitFor({ state: 'attached' });
    await press(page, 'Control+k', ...'shp keys 1', 'Enter');
    await expect(page.getByRole('heading', { name: /SHP-KEYS-1/ })).toBeVisible();
    await page.goto('/', { waitUntil: 'commit' });
    await page.locator('#search').waitFor({ state: 'attached' });
    await press(page, '/', ...'keys', 'Enter');
    await expect(page).toHaveURL(/\/shipments\?q=keys/);
  });
});

test('the command menu opens by a key that is pressed in the moment in which the page becomes interactive', async ({
  signedIn: page,
}) => {
  // Once the page takes over the keys that were collected for it, and before the browser does anything else.
  await page.addInitScript(() => {
    let take: typeof window.takeEarlyKeys;
    const pressCommand = () =>
      document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'k', ctrlKey: true, bubbles: true }));
    Object.defineProperty(window, 'takeEarlyKeys', {
      configurable: true,
      set: (value) => {
        take = value;
      },
      get: () =>
        take &&
        (() => {
          queueMicrotask(pressCommand);
          return take?.() ?? [];
        }),
    });
  });
  await page.goto('/');
  await expect(page.getByRole('combobox', { name: 'Search shipments, records, pages and commands' })).toBeFocused();
});

test('the command menu says when the search does not answer, and finds the shipment once it does', async ({
  signedIn: page,
  sql,
}) => {
  await send(departure('keys-2', 'SHP-KEYS-2'));
  await eventually(
    () => sql`select id from shipments where external_id = 'SHP-KEYS-2'`,
    (rows) => rows.length === 1,
  );
  let isDown = true;
  // What a proxy says instead of the server.
  await page.route('**/search*', (route) =>
    isDown ? route.fulfill({ contentType: 'text/html', body: '<h1>Please wait</h1>' }) : route.continue(),
  );
  await page.goto('/');
  await press(page, 'Control+k', ...'shp keys 2');
  const menu = page.getByRole('dialog', { name: 'Commands' });
  await expect(menu).toContainText('Nothing can be searched at the moment');
  await expect(menu).not.toContainText('No results');
  isDown = false;
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: /SHP-KEYS-2/ })).toBeVisible();
});

test('the help names the keys of lists, board, calendar and exceptions, and the command menu leads to the board', async ({
  signedIn: page,
}) => {
  await page.goto('/');
  await press(page, '?');
  for (const [name, shortcut] of [
    ['Lists', /Select the row\s*x/],
    ['Board', /First card, then the next of its stage\s*↓/],
    ['Calendar', /Next week\s*\]/],
    ['Exceptions', /Take it: you own it\s*1/],
    ['Go to', /Board\s*gk/],
  ] as const)
    await expect(help(page).getByRole('region', { name })).toContainText(shortcut);
  await page.keyboard.press('Escape');
  await press(page, 'Control+k', ...'board', 'Enter');
  await expect(page).toHaveURL(/\/shipments\/board/);
  const main = page.getByRole('navigation', { name: 'Main' });
  await expect(main.locator('[aria-current=page]')).toHaveText(/Board/);
  await goTo(page, 's');
  await expect(main.locator('[aria-current=page]')).toHaveText(/Shipments/);
  await press(page, 'Control+k', ...'new booking', 'Enter');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('New booking');
});
