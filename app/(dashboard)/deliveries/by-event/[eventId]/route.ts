import { redirect } from 'next/navigation';
import { z } from 'zod';
import { database } from '#db/client.ts';
import { cursorOfPosition } from '#db/queries/delivery.ts';
import { deliveryOfEvent } from '#db/queries/evidence.ts';
import { requireUser } from '#lib/auth/require-user.ts';

import { EVENTS_ON_PAGE } from '../../events-on-page.ts';

/** Redirects from an event to the delivery that first contained it. */
export async function GET(_request: Request, { params }: { params: Promise<{ eventId: string }> }) {
  await requireUser();
  const eventId = z.uuid().safeParse((await params).eventId);
  const found = eventId.success ? await deliveryOfEvent(database(), eventId.data) : null;
  if (!found) redirect('/deliveries/unknown');
  const cursor = cursorOfPosition(found.position, EVENTS_ON_PAGE);
  redirect(`/deliveries/${found.deliveryId}${cursor ? `?cursor=${cursor}` : ''}#event-${eventId.data}`);
}
