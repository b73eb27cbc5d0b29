import { answers } from './answers.ts';
import { noteFailure } from './reachable.ts';

/** The pause before a failed refresh is tried again, in milliseconds; it doubles up to the longest one. */
const FIRST_RETRY_MS = 2_000;
const LONGEST_RETRY_MS = 30_000;
const RSC = 'text/x-component';

/**
 * Lets the refreshes of the shown page wait for the server, and other pages that are opened while it is away: where one fails, the router would
 * leave the page, and with it what is shown and what was entered. Returns what ends it.
 */
export function waitWithRefreshes(): () => void {
  const original = window.fetch;
  const patient: typeof fetch = async (input, init) => {
    for (let pause = FIRST_RETRY_MS; ; pause = Math.min(2 * pause, LONGEST_RETRY_MS)) {
      const answer = await original(input, init).catch(async (thrown: unknown) => {
        // What `fetch` rejects with when nobody answers.
        if (thrown instanceof TypeError && (await isWorthWaiting(input, init))) return null;
        throw thrown;
      });
      if (answer && !(isOfProxy(answer) && (await isWorthWaiting(input, init)))) return answer;
      void answer?.body?.cancel();
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  };
  window.fetch = patient;
  return () => {
    if (window.fetch === patient) window.fetch = original;
  };
}

/** What the router asks for: the page that is shown, another one that is opened, or neither, such as one in advance. */
function wantedPage(input: RequestInfo | URL, init: RequestInit | undefined): 'shown' | 'other' | null {
  const headers = new Headers(init?.headers);
  if (headers.get('rsc') !== '1' || headers.has('next-router-prefetch') || (init?.method ?? 'GET') !== 'GET')
    return null;
  const { pathname, searchParams } = new URL(input instanceof Request ? input.url : input, window.location.href);
  searchParams.delete('_rsc');
  const here = new URLSearchParams(window.location.search);
  return pathname === window.location.pathname && searchParams.toString() === here.toString() ? 'shown' : 'other';
}

/** Another page that failed though the server answers is left to the browser, which shows what is wrong; one that waits is said to. */
async function isWorthWaiting(input: RequestInfo | URL, init: RequestInit | undefined): Promise<boolean> {
  const page = wantedPage(input, init);
  if (page !== 'other') return page === 'shown';
  if (await answers()) return false;
  noteFailure('unopened');
  return true;
}

/** What stands in for a server that is away, such as during an update. */
function isOfProxy({ status, headers }: Response): boolean {
  return status >= 500 && !headers.get('content-type')?.startsWith(RSC);
}
