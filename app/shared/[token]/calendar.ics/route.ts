import type { NextRequest } from 'next/server';
import { calendarEntries, type Scheduled } from '#components/shared/calendar-entries.ts';
import { database } from '#db/client.ts';
import { readList } from '#db/queries/declared-list.ts';
import { openShareLink, type ShareLink } from '#db/queries/share-links.ts';
import { getShipment, SHIPMENTS } from '#db/queries/shipments.ts';
import { calendarFeed } from '#lib/sheet/calendar.ts';
import { preferredWords } from '#lib/words/preferred-words.ts';
import { readAddress } from '../../../(dashboard)/records.ts';

type Context = { params: Promise<{ token: string }> };

/** The most shipments of a feed: those that come first in the list. */
const MAX_SHIPMENTS = 500;

/** The arrivals and last free days of a link to shipments, for calendars that subscribe to it; `?language=de` for another language. */
export async function GET(request: NextRequest, { params }: Context): Promise<Response> {
  const link = await openShareLink(database(), (await params).token);
  const shipments = link && (await shipmentsOf(link));
  const chosen = request.nextUrl.searchParams.get('language');
  const words = preferredWords(chosen, request.headers.get('accept-language'));
  if (!link || !shipments) return new Response(`${words.t('This link does not work.')}\n`, { status: 404 });
  const entries = shipments.flatMap((shipment) => calendarEntries(shipment, link.fields, words));
  return new Response(calendarFeed(words.t('Shipments for {name}', { name: link.recipient }), entries), {
    headers: { 'content-type': 'text/calendar; charset=utf-8', 'cache-control': 'private, no-store' },
  });
}

/** Null if the link leads to something else, or to nothing any more. */
async function shipmentsOf({ shipmentId, list, search }: ShareLink): Promise<readonly Scheduled[] | null> {
  if (shipmentId !== null) {
    const shipment = await getShipment(database(), shipmentId);
    return shipment && [shipment];
  }
  if (list !== SHIPMENTS.path) return null;
  const { state, filter } = readAddress(SHIPMENTS, Object.fromEntries(new URLSearchParams(search)));
  const order = { sort: state.sort, direction: state.direction as 'asc' | 'desc' | undefined };
  const page = await readList(database(), SHIPMENTS, { ...filter, ...order, limit: MAX_SHIPMENTS });
  return page.data;
}
