import { type NextRequest, NextResponse } from 'next/server';
import { PATH_HEADER } from '#lib/auth/next-path.ts';

/** Tells the pages their own address, which they need to lead somebody back after signing in. It decides nothing. */
export function proxy(request: NextRequest) {
  const headers = new Headers(request.headers);
  headers.set(PATH_HEADER, request.nextUrl.pathname + request.nextUrl.search);
  return NextResponse.next({ request: { headers } });
}

export const config = { matcher: ['/shipments/:path*', '/deliveries/:path*'] };
