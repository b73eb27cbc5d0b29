import type { NextRequest } from 'next/server';
import { parseListQuery } from '#components/shipments/list-query.ts';
import { currentUser } from '#lib/auth/require-user.ts';
import { readList } from '../read.ts';

/** The list as data, for the page that shows it to refetch. */
export async function GET(request: NextRequest) {
  if (!(await currentUser())) return new Response(null, { status: 401 });
  const query = parseListQuery(Object.fromEntries(request.nextUrl.searchParams));
  return Response.json(await readList(query), { headers: { 'cache-control': 'private, no-store' } });
}
