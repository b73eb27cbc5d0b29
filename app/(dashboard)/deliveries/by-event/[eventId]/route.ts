import { redirect } from 'next/navigation';
import { z } from 'zod';
import { database } from '#db/client.ts';
import { deliveryOfEvent } from '#db/queries/evidence.ts';
import { requireUser } from '#lib/auth/require-user.ts';

/** Redirects from an event to itself in the delivery that first contained it. */
export async function GET(_request: Request, { params }: { params: Promise<{ eventId: string }> }) {
  await requireUser();
  const eventId = z.uuid().safeParse((await params).eventId);
  const found = eventId.success ? await deliveryOfEvent(database(), eventId.data) : null;
  if (!found) redirect('/deliveries/unknown');
  redirect(`/deliveries/${found.deliveryId}?event=${eventId.data}#event-${eventId.data}`);
}
