import type { Locator, Page } from '@playwright/test';
import { applyEvents } from '#lib/projections/apply.ts';
import { recordEvents } from '#tests/support/records.ts';
import { expect, test } from './fixtures.ts';

const SCREEN = { width: 390, height: 844 };
/** The least width and height of what a finger touches, in CSS pixels. */
const FINGER = 44;

test.use({ viewport: SCREEN, hasTouch: true, isMobile: true });

/** What can be touched on the page and is too small for it. A row of a list is touched as a whole. */
function smallTargets(page: Page): Promise<string[]> {
  return page.evaluate((finger) => {
    const selector = 'a, button, input:not([type=hidden]), select, textarea, summary, [role=button]';
    return [...document.querySelectorAll<HTMLElement>(selector)].flatMap((element) => {
      const target = element.closest('[data-row]') ?? element;
      const { width, height, bottom } = target.getBoundingClientRect();
      if (!element.checkVisibility() || bottom < 0 || (width >= finger - 0.5 && height >= finger - 0.5)) return [];
      return [`${element.outerHTML.slice(0, 160)} is ${Math.round(width)} x ${Math.round(height)}`];
    });
  }, FINGER);
}

/** Expects the answer, the beginning of the timeline on the first screen, and targets for fingers. */
async function expectAnswer(page: Page): Promise<void> {
  const answer = page.getByRole('main');
  for (const term of ['Now', 'Arrives', 'Free until', 'Holds', 'Picked up'])
    await expect(
      answer
        .getByRole('term')
        .filter({ hasText: new RegExp(`^${term}$`) })
        .first(),
    ).toBeInViewport();
  const row = page
    .getByRole('row')
    .filter({ has: page.getByRole('cell') })
    .first();
  await expect(row).toBeInViewport();
  const box = await row.boundingBox();
  expect(box?.y).toBeLessThan(SCREEN.height);
  expect(await smallTargets(page)).toEqual([]);
}

test('a container number on the phone in 3 taps', async ({ signedIn: page, sql }) => {
  await sql.begin((tx) => applyEvents(tx, recordEvents));
  let taps = 0;
  const tap = async (target: Locator) => {
    taps += 1;
    await target.tap();
  };
  await page.goto('/');
  const field = page.getByLabel('Container, PO, B/L or booking');
  expect(await smallTargets(page)).toEqual([]);
  await tap(field);
  expect(await field.evaluate((input) => Number.parseFloat(getComputedStyle(input).fontSize))).toBeGreaterThanOrEqual(
    16,
  );
  await field.pressSequentially('csqu305438');
  await expect(field).toHaveValue('CSQU305438');
  await field.press('4');
  await expect(field).toHaveAccessibleDescription('Check digit should be 3');
  await field.press('Enter');
  await expect(page.getByRole('heading', { name: 'Container CSQU3054384' })).toBeVisible();

  await page.goto('/');
  taps = 0;
  await tap(field);
  await field.pressSequentially('csqu 305438-3');
  await expect(field).toHaveAccessibleDescription('Check digit is right');
  await tap(page.getByRole('button', { name: 'Find' }));
  await expect(page.getByRole('heading', { name: 'Container CSQU3054383' })).toBeVisible();
  expect(taps).toBeLessThanOrEqual(3);
  await expectAnswer(page);

  // An order leads to its shipment, and what was looked up before is one tap away.
  await page.goto('/shipments');
  await field.fill('po 4410');
  await field.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'PO-4410' })).toBeVisible();
  await expectAnswer(page);
  await page.goto('/');
  await page.getByRole('link', { name: 'CSQU 305438-3' }).tap();
  await expect(page.getByRole('heading', { name: 'Container CSQU3054383' })).toBeVisible();

  await page.goto('/shipments');
  await page.getByRole('button', { name: 'Remove CSQU 305438-3' }).tap();
  await field.fill('MSKU9070324');
  await field.press('Enter');
  await expect(page.getByRole('heading', { name: 'Nothing found by MSKU9070324' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Find MSKU9070323' })).toBeVisible();
  await expect(page.getByRole('list', { name: 'Looked up before' }).getByRole('link')).toHaveText([
    'po 4410',
    'CSQU3054384',
  ]);

  await page.getByRole('button', { name: /^Account of/ }).tap();
  await page.getByRole('menuitem', { name: 'Sign out' }).tap();
  await expect(page).toHaveURL(/\/sign-in/);
  expect(await page.evaluate(() => localStorage.length)).toBe(0);
});
