import type { Page } from '@playwright/test';
import { LANGUAGES, type Language } from '#lib/model/language.ts';
import { applyEvents } from '#lib/projections/apply.ts';
import { wordsIn } from '#lib/words/translate.ts';
import { eventually } from '#tests/support/await.ts';
import { storeReconcileResults } from '#tests/support/reconciled.ts';
import { recordEvents } from '#tests/support/records.ts';
import { holdEvent, legEvent, send } from './events.ts';
import { expect, test, url } from './fixtures.ts';

/** Lists whose first row is a page too. */
const RESOURCES = ['bookings', 'purchase-orders', 'products', 'invoices', 'documents', 'containers', 'parties'];

/** Pages that no link of the navigation, the settings or a shipment leads to. */
const OTHERS = [
  '/documents/missing',
  '/deliveries/replays',
  '/reconciliation/runs',
  '/reconciliation/drift',
  '/notices',
  '/settings/notifications/preview',
  ...['booking', 'amendment', 'product'].map((kind) => `/requests/new/${kind}`),
  ...['/share?of=/shipments', '/lookup', '/demo/mail', '/unsubscribe/not-valid'],
];

/** What may stand on a page of another language although it is an English text of ours, and why. */
const MAY_STAY: Readonly<Record<string, string>> = {
  'Customs entry': 'the name of a line of an invoice in the data',
};

/** The texts that a page shows, and those that it says: labels, hints and placeholders. Code is of no language. */
async function textsOf(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const texts: string[] = [];
    const isCode = (element: Element | null) => element?.closest('code, kbd, pre, script, style, noscript') ?? null;
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const { parentElement } = node;
      if (isCode(parentElement) || !(parentElement?.matches('option') || parentElement?.checkVisibility())) continue;
      texts.push(node.textContent ?? '');
    }
    for (const name of ['aria-label', 'title', 'placeholder', 'alt'])
      for (const element of document.querySelectorAll(`[${name}]`))
        if (!isCode(element) && element.checkVisibility()) texts.push(element.getAttribute(name) ?? '');
    return texts;
  });
}

/** Opens pages, and returns what is in English on each although it has a translation. */
async function englishOn(page: Page, paths: Iterable<string>, language: Language): Promise<string[]> {
  const { t } = wordsIn(language);
  const found: string[] = [];
  for (const path of paths) {
    await page.goto(path);
    await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible();
    await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
    await expect(page.locator('html')).toHaveAttribute('lang', language);
    const texts = new Set((await textsOf(page)).map((text) => text.trim()));
    const english = [...texts].filter((text) => t(text) !== text && !(text in MAY_STAY));
    found.push(...english.map((text) => `${path}: ${text}`));
  }
  return found;
}

/** The addresses to which a page has links that a selector finds, without those to files. */
async function linksOn(page: Page, path: string, selector: string): Promise<string[]> {
  await page.goto(path);
  await expect(page.locator(selector).first()).toBeVisible();
  const found = await page
    .locator(selector)
    .evaluateAll((all) =>
      all.map((link) => (link instanceof HTMLAnchorElement ? `${link.pathname}${link.search}` : '')),
    );
  return found.filter((address) => /^\/(?!export)/.test(address));
}

/** All pages: what the navigation, the settings and a shipment lead to, a record of each list, an exception and a webhook. */
async function allPages(page: Page, shipment: string, delivery: string): Promise<Set<string>> {
  const paths = new Set([
    ...(await linksOn(page, '/', 'nav a[href^="/"]')),
    ...(await linksOn(page, '/settings', 'main a[href^="/settings"]')),
    ...(await linksOn(page, `/shipments/${shipment}`, 'a[href*="tab="]')),
    ...[`/shipments/${shipment}`, `/deliveries/${delivery}`, ...OTHERS],
  ]);
  for (const list of [...RESOURCES, 'exceptions']) {
    const [first] = await linksOn(page, `/${list}`, '[data-row-link]');
    if (first) paths.add(first);
  }
  return paths;
}

/** Chooses a language in the settings, which are in another one before. */
async function choose(page: Page, language: Language, before: Language): Promise<void> {
  const { t } = wordsIn(before);
  await page.goto('/settings');
  const form = page.getByRole('region', { name: t('Your display') });
  await form.getByLabel(t('Language')).selectOption(LANGUAGES[language]);
  await form.getByRole('button', { name: t('Save') }).click();
  await expect(page.locator('html')).toHaveAttribute('lang', language);
  const navigation = page.getByRole('navigation').getByRole('link', { name: wordsIn(language).t('Purchase orders') });
  await expect(navigation.first()).toBeVisible();
}

test.afterEach(async ({ sql }) => {
  // Other tests of this product have the same user.
  await sql`delete from personal_settings`;
});

test.setTimeout(900_000);

test('every page is in the language that a user chooses, at once and without a text of another', async ({
  signedIn: page,
  sql,
}) => {
  const delivery = await send(legEvent(9800, 980, 'departed'));
  const eta = { estimated_arrival_date: '2026-04-02T09:00:00.000-07:00' };
  await send(legEvent(9801, 980, 'updated_estimated_time_of_arrival', eta));
  await send(holdEvent(619_800, 9_800));
  const [shipment = { id: '' }] = await eventually(
    () => sql<{ id: string }[]>`select id from shipments where external_id = '980' and eta is not null`,
    (rows) => rows.length === 1,
  );
  await sql.begin((tx) => applyEvents(tx, recordEvents));
  await storeReconcileResults(sql, '980');
  const paths = await allPages(page, shipment.id, delivery);
  expect(paths.size).toBeGreaterThan(50);

  await choose(page, 'de', 'en');
  expect(await englishOn(page, paths, 'de')).toEqual([]);
  await choose(page, 'zh', 'de');
  expect(await englishOn(page, paths, 'zh')).toEqual([]);
  await choose(page, 'en', 'zh');
  await page.goto('/shipments');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Shipments');
});

test('whoever chose no language gets the one that the browser asks for, before signing in too', async ({ browser }) => {
  const context = await browser.newContext({ locale: 'de-DE', baseURL: url() });
  const page = await context.newPage();
  expect(await englishOn(page, ['/sign-in', '/forgotten-password'], 'de')).toEqual([]);
  await page.goto('/sign-in');
  await expect(page.getByRole('button', { name: wordsIn('de').t('Sign in') })).toBeVisible();
  await context.close();
});
