import type { Page } from '@playwright/test';

/** Presses keys one after the other as fast as the browser accepts them. */
export async function press(page: Page, ...keys: string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key);
}

/** Presses `g` and the key of a place within the time of a sequence, without waiting until the slow page has handled the `g`. */
export async function goTo(page: Page, place: string): Promise<void> {
  await Promise.all([page.keyboard.press('g'), page.keyboard.press(place)]);
}
