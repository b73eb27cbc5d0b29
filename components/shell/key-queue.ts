import { isPageReady } from './page-ready.ts';

/** Keys that are queued at most. */
const LIMIT = 60;

/**
 * Keys that wait until the page they are meant for can be used. `press` runs for each in their order, with the page ready.
 */
export function openKeyQueue(press: (key: string) => void) {
  const keys: string[] = [];
  const flush = () => {
    while (keys.length > 0 && isPageReady()) press(keys.shift() ?? '');
    if (keys.length === 0) observer.disconnect();
  };
  const observer = new MutationObserver(flush);
  return {
    isEmpty: () => keys.length === 0,
    add(key: string) {
      if (keys.length >= LIMIT) return;
      keys.push(key);
      observer.observe(document.documentElement, { subtree: true, childList: true, attributes: true });
    },
    has: (key: string) => keys.includes(key),
    flush,
    clear() {
      keys.length = 0;
      observer.disconnect();
    },
  };
}
