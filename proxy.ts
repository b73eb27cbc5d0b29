import { type NextRequest, NextResponse } from 'next/server';
import { METHOD_HEADER, PATH_HEADER } from '#lib/auth/next-path.ts';
import { env } from '#lib/env.ts';
import { contentSecurityPolicy, HSTS, strictTransport } from '#lib/net/security-headers.ts';

/** Pages that are built in advance: they cannot contain the nonce of a response. */
const STATIC_PAGES = new Set(['/docs/api']);

/**
 * Gives every page its Content-Security-Policy, its own address, which it needs to lead somebody back after signing in, and the method.
 * It decides nothing about access.
 */
export function proxy(request: NextRequest) {
  const { pathname, search } = request.nextUrl;
  const secure = isSecure(request);
  const nonce = STATIC_PAGES.has(pathname) ? null : crypto.randomUUID();
  const policy = contentSecurityPolicy({ nonce, dev: process.env.NODE_ENV === 'development', secure });
  const headers = new Headers(request.headers);
  headers.set(PATH_HEADER, pathname + search);
  headers.set(METHOD_HEADER, request.method);
  // Next reads the nonce from here and adds it to its scripts.
  headers.set('content-security-policy', policy);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set('content-security-policy', policy);
  if (secure) response.headers.set(HSTS, strictTransport);
  return response;
}

/** Whether the browser uses TLS: `APP_URL` is https, or a trusted proxy states it. */
function isSecure(request: NextRequest): boolean {
  return (
    env().APP_URL?.startsWith('https://') === true ||
    request.headers.get('x-forwarded-proto')?.split(',')[0]?.trim() === 'https'
  );
}

/** All pages. Files and the API have a fixed policy, from `next.config.js`; e-mails that pages show have one of their own. */
export const config = { matcher: ['/((?!api/|_next/|favicon.ico|icon.svg|[a-z]+-worker.js|.*/mail.html$).*)'] };
