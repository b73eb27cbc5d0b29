import { answers } from './answers.ts';
import { isReachable, noteFailure } from './reachable.ts';

/**
 * Runs `go`, which opens another page. Without a connection the page stays, with what was entered there, and says so. A server that is only
 * slow is asked first.
 */
export function leavePage(go: () => void): void {
  if (isReachable()) go();
  else void answers().then((isThere) => (isThere ? go() : noteFailure('unopened')));
}

/** The link that is followed although the server was silent, since it answered. */
let letThrough: HTMLAnchorElement | null = null;

/** Handles `click` before anything else does: without a connection a link inside the application is not followed. */
export function guardLink(event: MouseEvent): void {
  const link = event.target instanceof Element ? event.target.closest('a') : null;
  if (!link || isReachable() || link === letThrough || !leadsAway(link, event)) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  leavePage(() => {
    letThrough = link;
    link.click();
    letThrough = null;
  });
}

/** Whether a click replaces the page: not in another tab, not on the same page, and not by a file that was made here. */
function leadsAway(link: HTMLAnchorElement, { button, ctrlKey, metaKey, shiftKey, altKey }: MouseEvent): boolean {
  const opensHere = button === 0 && !ctrlKey && !metaKey && !shiftKey && !altKey && ['', '_self'].includes(link.target);
  const { origin, pathname, search } = window.location;
  const isSamePage = link.hash !== '' && link.pathname === pathname && link.search === search;
  return opensHere && link.origin === origin && link.protocol.startsWith('http') && !isSamePage;
}
