import { redirect } from 'next/navigation';
import { z } from 'zod';
import { database } from '#db/client.ts';
import { deliveryOfEvent } from '#db/queries/evidence.ts';
import { requireUser } from '#lib/auth/require-user.ts';

/** Leads from an event to the delivery in which it first came. */
export async function GET(_request: Request, { params }: { params: Promise<{ eventId: string }> }) {
  await requireUser();
  const eventId = z.uuid().safeParse((await params).eventId);
  const delivery = eventId.success ? await deliveryOfEvent(database(), eventId.data) : null;
  redirect(delivery ? `/deliveries/${delivery}#event-${eventId.data}` : '/deliveries/unknown');
}
