import { afterEach, expect, it, vi } from 'vitest';
import { waitWithRefreshes } from './patient-refresh.ts';
import * as reachable from './reachable.ts';

const failed = vi.spyOn(reachable, 'noteFailure');

/** A browser at the list of exceptions whose requests for pages `serve` answers, and for the health of the server `health`. */
function openBrowser(serve: () => Promise<Response>, health: () => Promise<Response>) {
  vi.useFakeTimers();
  failed.mockReset();
  const location = new URL('https://fairlead.example/exceptions');
  const request: typeof fetch = (input) => (String(input).startsWith('/api/health') ? health() : serve());
  vi.stubGlobal('window', { location, fetch: request });
  vi.stubGlobal('navigator', { onLine: true });
  vi.stubGlobal('fetch', request);
  const stop = waitWithRefreshes();
  const open = (path: string) => window.fetch(path, { headers: { rsc: '1' } });
  return { open, stop };
}

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const refused = () => Promise.reject(new TypeError('fetch failed'));
const page = () => Promise.resolve(new Response('', { headers: { 'content-type': 'text/x-component' } }));

it('says that another page cannot be opened while it waits for it, and opens it once the server answers', async () => {
  const serve = vi.fn(page).mockImplementationOnce(refused);
  const { open, stop } = openBrowser(serve, refused);
  const opened = open('/exceptions?q=FLEX');
  await vi.advanceTimersByTimeAsync(0);
  expect(failed.mock.calls).toEqual([['unopened']]);
  await vi.advanceTimersByTimeAsync(2_000);
  expect((await opened).status).toBe(200);
  stop();
});

it('says nothing while a refresh of the shown page waits', async () => {
  const serve = vi.fn(page).mockImplementationOnce(refused);
  const { open, stop } = openBrowser(serve, refused);
  const refreshed = open('/exceptions?_rsc=1');
  await vi.advanceTimersByTimeAsync(2_000);
  expect((await refreshed).status).toBe(200);
  expect(failed).not.toHaveBeenCalled();
  stop();
});

it('leaves another page that fails though the server answers to the browser', async () => {
  const { open, stop } = openBrowser(refused, () => Promise.resolve(new Response(null, { status: 404 })));
  await expect(open('/invoices')).rejects.toThrow(TypeError);
  expect(failed).not.toHaveBeenCalled();
  stop();
});
