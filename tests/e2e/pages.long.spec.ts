import type { Page } from '@playwright/test';
import { applyEvents } from '#lib/projections/apply.ts';
import { eventually } from '#tests/support/await.ts';
import { storeReconcileResults } from '#tests/support/reconciled.ts';
import { recordEvents } from '#tests/support/records.ts';
import { spread } from '#tests/support/repetitions.ts';
import { legEvent, send } from './events.ts';
import { expect, expectAccessible, signIn, test } from './fixtures.ts';

const RESOURCES = ['bookings', 'purchase-orders', 'products', 'invoices', 'documents', 'containers', 'parties'];
const SETTINGS = [
  '',
  '/lateness',
  '/exceptions',
  '/demurrage',
  '/notifications',
  '/people',
  '/tokens',
  '/secrets',
  '/audit',
].map((part) => `/settings${part}`);
const SYSTEM = [
  '/notices',
  '/demo/mail',
  ...['/unsubscribe/not-valid', '/confirm-address/not-valid', '/act/not-valid'],
  '/calendar',
  '/setup',
  '/integrations',
  '/docs/api',
  '/deliveries/replays',
  '/reconciliation/runs',
  '/reconciliation/drift',
  '/requests',
  ...['booking', 'amendment', 'product'].map((kind) => `/requests/new/${kind}`),
];
const TABS = ['containers', 'orders', 'documents', 'costs', 'eta', 'activity', 'events'];

let delivery: string;
test.beforeAll(async () => {
  delivery = await send(legEvent(9100, 800, 'departed'));
  const eta = { estimated_arrival_date: '2026-04-02T09:00:00.000-07:00' };
  await send(legEvent(9101, 800, 'updated_estimated_time_of_arrival', eta));
});

const WIDTHS = [1440, 390];
/** Dark differs only in its colours. */
const FORMS = [
  { width: 1440, colorScheme: 'light', rules: undefined },
  { width: 1440, colorScheme: 'dark', rules: ['color-contrast'] },
  { width: 390, colorScheme: 'light', rules: undefined },
  { width: 390, colorScheme: 'dark', rules: ['color-contrast'] },
] as const;

/**
 * No page scrolls horizontally or has accessibility violations: on a wide and on a narrow screen, in light and dark themes, each
 * with each in `npm run test:full`, else each once.
 */
async function expectGood(page: Page): Promise<void> {
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
  for (const { width, colorScheme, rules } of spread(FORMS, 3)) {
    await page.setViewportSize({ width, height: 900 });
    await show(page, colorScheme);
    const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(over, `${page.url()} is wider than the screen of ${width}`).toBeLessThanOrEqual(0);
    await expectAccessible(page, rules);
  }
  await show(page, 'light');
  await page.setViewportSize({ width: 1440, height: 900 });
}

/** Changes the theme and waits for the end of the transition. */
async function show(page: Page, colorScheme: 'light' | 'dark'): Promise<void> {
  await page.emulateMedia({ colorScheme });
  await page.evaluate(async () => {
    const transitions = document.getAnimations().filter((animation) => animation instanceof CSSTransition);
    await Promise.allSettled(transitions.map(({ finished }) => finished));
  });
}

test.describe('every page fits and is accessible', () => {
  test.describe.configure({ mode: 'parallel' });
  // Without motion a change of the theme is complete at once.
  test.use({
    colorScheme: 'light',
    viewport: { width: 1440, height: 900 },
    contextOptions: { reducedMotion: 'reduce' },
  });
  test.setTimeout(900_000);

  test('signing in, the overview and shipments', async ({ page, sql }) => {
    await page.goto('/sign-in');
    await expectGood(page);
    await signIn(page);
    const found = () => sql`select id from shipments where external_id = '800' and eta is not null`;
    const [shipment] = await eventually(found, (rows) => rows.length === 1);
    const one = `/shipments/${shipment?.id}`;
    for (const path of [
      '/',
      '/shipments',
      '/shipments/board',
      '/documents/missing',
      one,
      ...TABS.map((tab) => `${one}?tab=${tab}`),
    ]) {
      await page.goto(path);
      await expectGood(page);
    }
  });

  test('the webhook log and integrations', async ({ signedIn: page, sql }) => {
    await storeReconcileResults(sql, '800');
    for (const path of ['/deliveries', `/deliveries/${delivery}`, ...SYSTEM]) {
      await page.goto(path);
      await expectGood(page);
    }
  });

  test('settings', async ({ signedIn: page }) => {
    for (const path of SETTINGS) {
      await page.goto(path);
      await expectGood(page);
    }
  });

  test('the inbox, with an exception open in it', async ({ signedIn: page }) => {
    await page.goto('/exceptions');
    await expect(page.getByRole('list', { name: 'Exceptions' }).getByRole('listitem').first()).toBeVisible();
    await expectGood(page);
    await page.locator('[data-row-link]').first().click();
    await expect(page.getByLabel('Note')).toBeVisible();
    await expectGood(page);
    await page.keyboard.press('h');
    await expect(page.getByRole('dialog', { name: 'Snooze' })).toBeVisible();
    await expectAccessible(page);
  });

  test('lists of records, and each record', async ({ signedIn: page, sql }) => {
    await sql.begin((tx) => applyEvents(tx, recordEvents));
    for (const resource of RESOURCES) {
      await page.goto(`/${resource}`);
      await expectGood(page);
      await page.locator('[data-row-link]').first().click();
      await expect(page).toHaveURL(new RegExp(`/${resource}/`));
      await expectGood(page);
    }
  });

  test('the command menu and help', async ({ signedIn: page }) => {
    await page.goto('/');
    for (const [key, role] of [['Control+k', 'combobox'] as const, ['?', 'dialog'] as const]) {
      for (const colorScheme of ['light', 'dark'] as const) {
        for (const width of WIDTHS) {
          await page.setViewportSize({ width, height: 900 });
          await show(page, colorScheme);
          await page.keyboard.press(key);
          await expect(page.getByRole(role)).toBeVisible();
          await expectAccessible(page);
          await page.keyboard.press('Escape');
        }
      }
    }
  });
});
