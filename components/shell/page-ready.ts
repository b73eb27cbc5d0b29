/** Where a navigation began that has not shown its page yet. */
let leaving: string | null = null;
let giveUp: ReturnType<typeof setTimeout> | undefined;
let onFailed = () => {};

/** A navigation without a page for this long counts as failed, in milliseconds: longer than a slow page takes on a slow machine. */
const MAX_WAIT_MS = 60_000;

/** Marks the start of a navigation: keys from now on are for the next page. */
export function startNavigation(): void {
  leaving = window.location.href;
  clearTimeout(giveUp);
  giveUp = setTimeout(() => {
    if (leaving !== window.location.href) return;
    leaving = null;
    onFailed();
  }, MAX_WAIT_MS);
}

/** Runs `listener`, the only one, when a navigation failed: what waited for its page is for no other. */
export function whenNavigationFails(listener: () => void): void {
  onFailed = listener;
}

/** Whether the page of the address is loaded and usable. */
export function isPageReady(): boolean {
  if (leaving === window.location.href) return false;
  leaving = null;
  return document.querySelector('#main [aria-busy="true"], [data-hydrating]') === null;
}

/** Marks the start of a navigation when a link inside the application is followed. */
export function noteFollowedLink({ defaultPrevented, target }: MouseEvent): void {
  const link = target instanceof Element ? target.closest('a') : null;
  // The router prevents the browser's own navigation when it takes over.
  if (link && defaultPrevented && link.origin === window.location.origin && link.href !== window.location.href)
    startNavigation();
}
