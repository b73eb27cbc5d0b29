/** The request header in which `proxy.ts` passes the page's address; layouts have no other way to read it. */
export const PATH_HEADER = 'x-fairlead-path';

/** The request header in which `proxy.ts` passes the method of a request for a page: server actions are POST. */
export const METHOD_HEADER = 'x-fairlead-method';

/** The page that says that nothing is changed while viewing as another role. */
export const VIEW_REFUSED = '/viewing';

/** The overview. */
export const HOME = '/';

/** The page after sign-in without a given address: it leads to the page that the user chose. */
export const START = '/start';

/**
 * Where to go after signing in: the given address if it is a path of this site, else `START`. Rejects what a browser would
 * read as another site (`//evil.example`, `/\evil.example`, a tab inside) and the sign-in page itself.
 */
export function safeNext(next: string | null | undefined): string {
  if (!next?.startsWith('/')) return START;
  const base = 'http://fairlead.invalid';
  if (!URL.canParse(next, base)) return START;
  const url = new URL(next, base);
  if (url.origin !== base || url.pathname.startsWith('//') || url.pathname.startsWith('/sign-in')) return START;
  return url.pathname + url.search + url.hash;
}

/** The address of the sign-in page that returns to `path`; from the overview, which everybody opens first, to the start page. */
export function signInPath(path: string | null): string {
  const next = safeNext(path);
  return next === HOME || next === START ? '/sign-in' : `/sign-in?next=${encodeURIComponent(next)}`;
}
