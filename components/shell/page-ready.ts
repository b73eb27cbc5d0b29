/** Where a navigation began that has not shown its page yet. */
let leaving: string | null = null;
let giveUp: ReturnType<typeof setTimeout> | undefined;

/** A navigation that shows nothing for so long is taken as failed, in milliseconds. */
const LONGEST_MS = 15_000;

/** Notes that the page is about to change: what is pressed from now on is meant for the next one. */
export function startNavigation(): void {
  leaving = window.location.href;
  clearTimeout(giveUp);
  giveUp = setTimeout(() => {
    leaving = null;
  }, LONGEST_MS);
}

/** Whether the page that the address names is there with its content, and can be used. */
export function isPageReady(): boolean {
  if (leaving === window.location.href) return false;
  leaving = null;
  return document.querySelector('#main [aria-busy="true"], [data-hydrating]') === null;
}

/** Notes the navigation when somebody follows a link inside the application. */
export function noteFollowedLink({ defaultPrevented, target }: MouseEvent): void {
  const link = target instanceof Element ? target.closest('a') : null;
  // The router prevents the browser's own navigation when it takes over.
  if (link && defaultPrevented && link.origin === window.location.origin && link.href !== window.location.href)
    startNavigation();
}
