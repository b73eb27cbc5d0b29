import { useLayoutEffect } from 'react';

/** What single keys do on the page, beside those of every page. */
export type PageKeys = Readonly<Record<string, () => void>>;

let current: PageKeys = {};

/** Runs what the page does for a key. Returns whether it does anything. */
export function pressPageKey(key: string): boolean {
  const act = Object.hasOwn(current, key) ? current[key] : undefined;
  act?.();
  return act !== undefined;
}

/**
 * Gives the page keys of its own, which are off with all single-key shortcuts. In a layout effect, so that a key that waited for the page
 * acts on what it shows.
 */
export function usePageKeys(keys: PageKeys): void {
  useLayoutEffect(() => {
    current = keys;
    return () => {
      if (current === keys) current = {};
    };
  });
}
