import type { Page } from '@playwright/test';
import { expect } from './fixtures.ts';

/** Answers the question before something is removed; the focus is on Cancel until then. `label`: of the button that confirms. */
export async function confirm(page: Page, label: string): Promise<void> {
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('button', { name: 'Cancel' })).toBeFocused();
  await dialog.getByRole('button', { name: label, exact: true }).click();
}
