import type { NextRequest } from 'next/server';
import { readState } from '#components/table/list-state.ts';
import { currentUser } from '#lib/auth/require-user.ts';
import { readList, SHIPMENTS } from '../read.ts';

/** The list as data, for the page that shows it to refetch. */
export async function GET(request: NextRequest) {
  if (!(await currentUser())) return new Response(null, { status: 401 });
  const state = readState(Object.fromEntries(request.nextUrl.searchParams), SHIPMENTS);
  return Response.json(await readList(state), { headers: { 'cache-control': 'private, no-store' } });
}
