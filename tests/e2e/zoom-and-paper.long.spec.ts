import type { Page } from '@playwright/test';
import { applyEvents } from '#lib/projections/apply.ts';
import { eventually } from '#tests/support/await.ts';
import { recordEvents } from '#tests/support/records.ts';
import { API_TOKEN } from '#tests/support/server.ts';
import { holdEvent, legEvent, send } from './events.ts';
import { expect, expectAccessible, test, url } from './fixtures.ts';

const FIRST = 970;
const SHIPMENTS = 8;
/** A screen of 1440 x 900 at 200 % zoom. */
const ZOOMED = { width: 720, height: 450 };
/** A4 landscape without its margins, in CSS pixels. */
const PAPER = { width: 1047, height: 718 };
const PHONE = { width: 390, height: 844 };

/** Labels of chips that do not fit into one line of their chip. */
const brokenChips = (page: Page) =>
  page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('td .inline-flex > .truncate')]
      .filter((label) => label.clientHeight > (label.parentElement?.clientHeight ?? 0))
      .map((label) => label.innerText),
  );

test('at 200 % zoom the head of a list leaves its rows the screen, and on paper their chips stay whole', async ({
  signedIn: page,
  sql,
}) => {
  for (let at = 0; at < SHIPMENTS; at += 1) await send(legEvent(9700 + at, FIRST + at, 'departed'));
  const found = () => sql`select id from shipments where external_id = ${String(FIRST + SHIPMENTS - 1)}`;
  await eventually(found, (rows) => rows.length === 1);
  await page.setViewportSize(ZOOMED);
  await page.goto('/shipments?view=all');
  const title = page.getByRole('heading', { level: 1 });
  await expect(title).toBeInViewport();
  const rows = page.locator('[data-row]');
  await rows.last().scrollIntoViewIfNeeded();
  await expect(rows.last()).toBeInViewport({ ratio: 0.9 });
  await expect(title).not.toBeInViewport();
  await expectAccessible(page);

  await page.setViewportSize(PAPER);
  await page.emulateMedia({ media: 'print' });
  await expect(rows.first()).toBeVisible();
  expect(await page.locator('td .inline-flex > .truncate').count()).toBeGreaterThan(SHIPMENTS);
  expect(await brokenChips(page)).toEqual([]);
  await expect(page.getByLabel('Status', { exact: true })).toBeHidden();
});

test('on paper the bars of open balances are seen, and nothing that can only be pressed', async ({
  signedIn: page,
  sql,
}) => {
  await sql.begin((tx) => applyEvents(tx, recordEvents));
  await page.setViewportSize(PAPER);
  await page.emulateMedia({ media: 'print' });
  await page.goto('/invoices');
  const bars = page.getByRole('region', { name: 'Open balance by age' }).locator('div[data-graphic] > span');
  expect((await bars.first().boundingBox())?.height).toBeGreaterThan(4);
  await expect(page.locator('main search')).toBeHidden();

  await send(holdEvent(9_640, 969));
  await page.goto('/exceptions?q=flex969');
  await page.locator('[data-row-link]').first().click();
  const opened = page.getByRole('region', { name: 'Exception', exact: true });
  await expect(opened.getByRole('heading', { level: 2 }).first()).toContainText('Customs hold');
  for (const pressed of ['View raw payload', 'Why?', 'Take', 'Exceptions'])
    await expect(opened.getByText(pressed, { exact: true })).toBeHidden();
});

/** Texts of cells that reach over the next cell, and are not cut. */
const overlaps = (page: Page) =>
  page.evaluate(() => {
    const isCut = (element: Element, cell: Element): boolean => {
      const parent = element.parentElement;
      if (!parent || element === cell) return false;
      return getComputedStyle(parent).overflowX !== 'visible' || isCut(parent, cell);
    };
    const reach = (cell: Element) =>
      [...cell.querySelectorAll('*')]
        .filter((element) => !isCut(element, cell))
        .map((element) => element.getBoundingClientRect().right - cell.getBoundingClientRect().right);
    const cells = [...document.querySelectorAll<HTMLElement>('main tbody tr > :not(:last-child)')];
    return cells.filter((cell) => Math.max(0, ...reach(cell)) > 1).map(({ innerText }) => innerText);
  });

test('in compact rows an overdue arrival leaves the next column its place', async ({ signedIn: page, sql }) => {
  await send(legEvent(9_641, 941, 'departed', {}, { mbl_number: 'MAEU123456789' }));
  const found = () => sql`select id from shipments where external_id = '941'`;
  await eventually(found, (rows) => rows.length === 1);
  await page.context().addCookies([{ name: 'density', value: 'compact', url: url() }]);
  for (const width of [1280, 1440, 1920])
    for (const path of ['/shipments?view=all', '/documents/missing']) {
      await page.setViewportSize({ width, height: 800 });
      await page.goto(path);
      await expect(page.locator('[data-row]').filter({ hasText: 'overdue by' }).first()).toBeVisible();
      expect(await overlaps(page), `${path} at ${width}`).toEqual([]);
    }
});

test('where the system sets the colours, the current page, tab and progress are seen', async ({
  signedIn: page,
  sql,
}) => {
  await sql.begin((tx) => applyEvents(tx, recordEvents));
  await page.emulateMedia({ forcedColors: 'active' });
  await page.goto('/shipments');
  const styleOf = (name: 'outline-style' | 'background-color', selector: string) =>
    page
      .locator(selector)
      .first()
      .evaluate((element, property) => getComputedStyle(element).getPropertyValue(property), name);
  for (const place of ['nav', 'main nav'])
    expect(await styleOf('outline-style', `${place} [aria-current=page]`)).toBe('solid');
  const done = await styleOf('background-color', '[data-graphic] .bg-ink');
  expect(done).not.toBe(await styleOf('background-color', '[data-graphic] .bg-line-strong'));
});

test('on a phone a customer reads a shared shipment in the width of its screen', async ({ signedIn: page, sql }) => {
  await sql.begin((tx) => applyEvents(tx, recordEvents));
  const [shipment] = await sql`select id from shipments where external_id = '8672'`;
  const body = { recipient: 'Ms Okafor', shipmentId: shipment?.id, fields: ['status', 'route', 'milestones'] };
  const answer = await fetch(`${url()}/api/v1/share-links`, {
    method: 'POST',
    headers: { authorization: `Bearer ${API_TOKEN}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const { data } = await answer.json();
  await page.setViewportSize(PHONE);
  await page.goto(url() + new URL(data.url).pathname);
  const milestones = page.getByRole('region', { name: 'Milestones, table' });
  await expect(milestones).toContainText('Departed');
  expect(await milestones.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)).toBe(0);
  const label = (cell: Element) => getComputedStyle(cell, '::before').content;
  expect(await milestones.locator('td[data-label="Actual"]').first().evaluate(label)).toBe('"Actual"');
  await expectAccessible(page);
});
