import { answers } from './answers.ts';
import { isReachable, noteFailure } from './reachable.ts';

/** What opens the page that was wanted last, while the server is asked whether it is there. */
let wanted: (() => void) | null = null;

/**
 * Runs `go`, which opens another page, instead of all that waits. Without a connection the page stays, with what was entered there, and
 * says so. A server that is only slow is asked first.
 */
export function leavePage(go: () => void): void {
  const isAsked = wanted !== null;
  wanted = isReachable() ? null : go;
  if (!wanted) go();
  else if (!isAsked) void answers().then(openWanted);
}

function openWanted(isThere: boolean): void {
  const go = wanted;
  wanted = null;
  if (go && isThere) go();
  else if (go) noteFailure('unopened');
}

/** The link that is followed although the server was silent, since it answered. */
let letThrough: HTMLAnchorElement | null = null;

/** Handles `click` before anything else does: without a connection a link inside the application is not followed. */
export function guardLink(event: MouseEvent): void {
  const link = event.target instanceof Element ? event.target.closest('a') : null;
  if (!link || link === letThrough || !leadsAway(link, event)) return;
  if (isReachable()) {
    wanted = null;
    return;
  }
  event.preventDefault();
  event.stopImmediatePropagation();
  leavePage(() => {
    letThrough = link;
    link.click();
    letThrough = null;
  });
}

/** Whether a click replaces the page: not in another tab, not on the same page, and not by a file, which browsers download themselves. */
function leadsAway(link: HTMLAnchorElement, { button, ctrlKey, metaKey, shiftKey, altKey }: MouseEvent): boolean {
  const opensHere = button === 0 && !ctrlKey && !metaKey && !shiftKey && !altKey && ['', '_self'].includes(link.target);
  const { origin, pathname, search } = window.location;
  const isSamePage = link.hash !== '' && link.pathname === pathname && link.search === search;
  const isFile = link.hasAttribute('download') || !link.protocol.startsWith('http');
  return opensHere && link.origin === origin && !isFile && !isSamePage;
}
