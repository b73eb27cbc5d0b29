import type { Page } from '@playwright/test';
import { applyChanges } from '#lib/projections/apply.ts';
import { eventually } from '#tests/support/await.ts';
import { leaveTraces } from '#tests/support/reconciled.ts';
import { recordStory } from '#tests/support/records.ts';
import { legEvent, send } from './events.ts';
import { expect, expectAccessible, signIn, test } from './fixtures.ts';

const NOUNS = ['bookings', 'purchase-orders', 'products', 'invoices', 'documents', 'containers', 'parties'];
const SETTINGS = ['', '/people', '/tokens', '/secrets', '/audit'].map((part) => `/settings${part}`);
const SYSTEM = [
  '/integrations',
  '/docs/api',
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

/** Nothing sticks out of the screen sideways, and nothing keeps people with disabilities out. */
async function expectGood(page: Page): Promise<void> {
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
  const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(over, `${page.url()} is wider than the screen`).toBeLessThanOrEqual(0);
  await expectAccessible(page);
}

for (const width of [1440, 390]) {
  for (const colorScheme of ['light', 'dark'] as const) {
    test.describe(`${width} wide, ${colorScheme}`, () => {
      test.use({ colorScheme, viewport: { width, height: 900 } });

      test('every page fits, and can be read by everybody', async ({ page, sql }) => {
        test.setTimeout(240_000);
        await page.goto('/sign-in');
        await expectGood(page);
        await signIn(page);
        await sql.begin((tx) => applyChanges(tx, recordStory));
        await leaveTraces(sql, '800');
        const found = () => sql`select id from shipments where external_id = '800' and eta is not null`;
        const [shipment] = await eventually(found, (rows) => rows.length === 1);
        const one = `/shipments/${shipment?.id}`;
        for (const path of ['/', '/shipments', one, ...TABS.map((tab) => `${one}?tab=${tab}`)]) {
          await page.goto(path);
          await expectGood(page);
        }
        for (const path of ['/deliveries', `/deliveries/${delivery}`, ...SYSTEM, ...SETTINGS]) {
          await page.goto(path);
          await expectGood(page);
        }
        for (const noun of NOUNS) {
          await page.goto(`/${noun}`);
          await expectGood(page);
          await page.locator('[data-row-link]').first().click();
          await expect(page).toHaveURL(new RegExp(`/${noun}/`));
          await expectGood(page);
        }
      });

      test('the command menu and help can be read by everybody', async ({ signedIn: page }) => {
        await page.keyboard.press('Control+k');
        await expect(page.getByRole('combobox')).toBeFocused();
        await expectAccessible(page);
        await page.keyboard.press('Escape');
        await page.keyboard.press('?');
        await expect(page.getByRole('dialog')).toBeVisible();
        await expectAccessible(page);
      });
    });
  }
}
