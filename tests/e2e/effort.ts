import type { Locator, Page } from '@playwright/test';

export type Effort = {
  click(target: Locator): Promise<void>;
  /** Presses keys one after the other; each counts. */
  press(...keys: string[]): Promise<void>;
  /** Types or pastes a text, which counts as one: it is the same in every program. */
  enter(text: string): Promise<void>;
  /** Replaces the text of a field: one click and the text. */
  fill(field: Locator, text: string): Promise<void>;
  /** Chooses an option of a drop-down field, which is one click to open and one to choose. */
  choose(field: Locator, option: string): Promise<void>;
  /** The clicks, keys and entered texts so far. */
  spent(): number;
};

/** Counts what a user does on a page to get a job done. Looking for things and waiting are free. */
export function countEffort(page: Page): Effort {
  let spent = 0;
  return {
    async click(target) {
      spent += 1;
      await target.click();
    },
    async press(...keys) {
      spent += keys.length;
      for (const key of keys) await page.keyboard.press(key);
    },
    async enter(text) {
      spent += 1;
      await page.keyboard.type(text);
    },
    async fill(field, text) {
      spent += 2;
      await field.fill(text);
    },
    async choose(field, option) {
      spent += 2;
      await field.selectOption(option);
    },
    spent: () => spent,
  };
}
