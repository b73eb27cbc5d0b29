import type { NextRequest } from 'next/server';
import type { Hits } from '#components/command/commands.ts';
import { database } from '#db/client.ts';
import { findRecords } from '#db/queries/record-search.ts';
import { readShipmentLines } from '#db/queries/shipment-list.ts';
import { SHIPMENTS } from '#db/queries/shipments.ts';
import { currentUser } from '#lib/auth/require-user.ts';
import { readAddress } from '../records.ts';

/** Shipments for the command menu. */
const LINES = 6;

/** What the text `q` finds, as JSON: the first shipments of a search, and the records and parties that it names. */
export async function GET(request: NextRequest) {
  if (!(await currentUser())) return new Response(null, { status: 401 });
  const { filter } = readAddress(SHIPMENTS, { q: request.nextUrl.searchParams.get('q') ?? '' });
  const [{ data: shipments }, records] = await Promise.all([
    readShipmentLines(database(), { ...filter, limit: LINES }),
    findRecords(database(), filter.q ?? ''),
  ]);
  const hits: Hits = { shipments, records };
  return Response.json(hits, { headers: { 'cache-control': 'private, no-store' } });
}
