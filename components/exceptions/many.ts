import type { commandMatching, findMatching } from '#app/(dashboard)/exceptions/many.ts';

/** What is done to exceptions on all pages of the inbox. */
export type Many = {
  find: typeof findMatching;
  command: typeof commandMatching;
  /** How many match, as text; null if all of them are shown. */
  count: string | null;
};
