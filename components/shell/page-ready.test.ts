import { afterEach, expect, it, vi } from 'vitest';
import { isPageReady, startNavigation, whenNavigationFails } from './page-ready.ts';

/** A browser at an address, with a page that is loaded. */
function openBrowser() {
  vi.useFakeTimers();
  const location = { href: 'https://fairlead.example/exceptions' };
  vi.stubGlobal('window', { location });
  vi.stubGlobal('document', { querySelector: () => null });
  return location;
}

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

it('is not ready from the start of a navigation until its address is shown', () => {
  const location = openBrowser();
  startNavigation();
  vi.advanceTimersByTime(59_000);
  expect(isPageReady()).toBe(false);
  location.href += '?open=1';
  expect(isPageReady()).toBe(true);
});

it('is ready again a minute after a navigation that shows nothing, and says that it failed', () => {
  openBrowser();
  const failed = vi.fn();
  whenNavigationFails(failed);
  startNavigation();
  vi.advanceTimersByTime(60_000);
  expect(failed).toHaveBeenCalledOnce();
  expect(isPageReady()).toBe(true);
});

it('has not failed if its page came, whether or not somebody asked since', () => {
  const location = openBrowser();
  const failed = vi.fn();
  whenNavigationFails(failed);
  startNavigation();
  location.href += '?open=1';
  vi.advanceTimersByTime(60_000);
  expect(failed).not.toHaveBeenCalled();
});
