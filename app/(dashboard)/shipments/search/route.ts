import type { NextRequest } from 'next/server';
import { database } from '#db/client.ts';
import { readShipmentLines } from '#db/queries/shipment-list.ts';
import { SHIPMENTS } from '#db/queries/shipments.ts';
import { currentUser } from '#lib/auth/require-user.ts';
import { readAddress } from '../../records.ts';

/** Lines for the command menu. */
const HITS = 6;

/** The first shipments of a search as JSON, without the counts of the list. */
export async function GET(request: NextRequest) {
  if (!(await currentUser())) return new Response(null, { status: 401 });
  const { filter } = readAddress(SHIPMENTS, Object.fromEntries(request.nextUrl.searchParams));
  const { data } = await readShipmentLines(database(), { ...filter, limit: HITS });
  return Response.json(data, { headers: { 'cache-control': 'private, no-store' } });
}
