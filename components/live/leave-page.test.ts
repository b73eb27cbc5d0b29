import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { answers } from './answers.ts';
import { guardLink, leavePage } from './leave-page.ts';
import * as reachable from './reachable.ts';

/** The part of a link that decides what a click on it does. */
class Link extends EventTarget {
  clicks = 0;
  hash = '';
  target = '';
  search = '';
  origin = 'https://fairlead.example';
  protocol = 'https:';
  isFile: boolean;
  pathname: string;
  constructor(pathname: string, isFile = false) {
    super();
    this.pathname = pathname;
    this.isFile = isFile;
  }
  closest = () => this;
  hasAttribute = (name: string) => name === 'download' && this.isFile;
  click() {
    this.clicks += 1;
  }
}

const request = vi.fn<typeof fetch>();
const failed = vi.spyOn(reachable, 'noteFailure');

beforeEach(() => {
  request.mockReset();
  failed.mockReset();
  const location = { origin: 'https://fairlead.example', pathname: '/exceptions', search: '' };
  vi.stubGlobal('Element', Link);
  vi.stubGlobal('window', { location });
  vi.stubGlobal('navigator', { onLine: true });
  vi.stubGlobal('fetch', request);
  reachable.setReachable(false);
});
afterEach(() => {
  reachable.setReachable(true);
  vi.unstubAllGlobals();
});

/** A request that is answered when the test says so. */
function openRequest() {
  const { promise, resolve } = Promise.withResolvers<Response>();
  request.mockReturnValueOnce(promise);
  return async (status: number) => {
    resolve(new Response(null, { status }));
    await promise;
    await new Promise(setImmediate);
  };
}

function clickOn(link: Link) {
  const keys = { ctrlKey: false, metaKey: false, shiftKey: false, altKey: false };
  const prevent = vi.fn();
  guardLink({ target: link, button: 0, ...keys, preventDefault: prevent, stopImmediatePropagation: vi.fn() } as never);
  return { isKept: prevent.mock.calls.length > 0 };
}

describe('a silent server', () => {
  it.each([
    [200, true],
    [403, true],
    [404, true],
    [502, false],
    [504, false],
  ])('that answers a probe with %i is there: %o', async (status, isThere) => {
    request.mockResolvedValueOnce(new Response(null, { status }));
    expect(await answers()).toBe(isThere);
  });

  it('that refuses the connection is not there', async () => {
    request.mockRejectedValueOnce(new TypeError('fetch failed'));
    expect(await answers()).toBe(false);
  });
});

describe('leaving a page of a silent server', () => {
  it('asks once for any number of wishes, and follows only the last', async () => {
    const answer = openRequest();
    const wishes = [vi.fn(), vi.fn(), vi.fn()];
    for (const wish of wishes) leavePage(wish);
    await answer(200);
    expect(request).toHaveBeenCalledOnce();
    expect(wishes.map(({ mock }) => mock.calls.length)).toEqual([0, 0, 1]);
  });

  it('is forgotten when another page is opened meanwhile, by a key or by a link', async () => {
    const answer = openRequest();
    const early = vi.fn();
    const late = vi.fn();
    leavePage(early);
    reachable.setReachable(true);
    leavePage(late);
    await answer(200);
    expect([early.mock.calls.length, late.mock.calls.length]).toEqual([0, 1]);

    reachable.setReachable(false);
    const second = openRequest();
    leavePage(early);
    reachable.setReachable(true);
    expect(clickOn(new Link('/invoices')).isKept).toBe(false);
    await second(200);
    expect(early).not.toHaveBeenCalled();
  });

  it('is said to have failed once, and can be tried again', async () => {
    const answer = openRequest();
    const wish = vi.fn();
    leavePage(wish);
    leavePage(wish);
    await answer(502);
    expect(failed.mock.calls).toEqual([['unopened']]);
    const second = openRequest();
    leavePage(wish);
    await second(200);
    expect(wish).toHaveBeenCalledOnce();
  });

  it('waits at a link to another page, and not at one that downloads a file', async () => {
    const answer = openRequest();
    const link = new Link('/invoices');
    expect(clickOn(link).isKept).toBe(true);
    expect(clickOn(new Link('/export/invoices', true)).isKept).toBe(false);
    await answer(200);
    expect(link.clicks).toBe(1);
    expect(request).toHaveBeenCalledOnce();
  });
});
