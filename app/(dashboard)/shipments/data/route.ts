import type { NextRequest } from 'next/server';
import { SHIPMENTS } from '#db/queries/shipments.ts';
import { currentUser } from '#lib/auth/require-user.ts';
import { readAddress } from '../../records.ts';
import { readShipments } from '../read.ts';

/** The list as JSON, which its page refetches. */
export async function GET(request: NextRequest) {
  if (!(await currentUser())) return new Response(null, { status: 401 });
  const address = readAddress(SHIPMENTS, Object.fromEntries(request.nextUrl.searchParams));
  return Response.json(await readShipments(address), { headers: { 'cache-control': 'private, no-store' } });
}
