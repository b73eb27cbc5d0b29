import { database } from '#db/client.ts';
import { serveAction } from '#lib/api/handler.ts';
import { HttpError } from '#lib/api/http-error.ts';
import { deliveryReplay } from '#lib/api/resources/deliveries.ts';
import { audit } from '#lib/auth/audit.ts';
import { replayEvents } from '#lib/inbox/replay.ts';
import { runtime } from '#lib/runtime.ts';

export const POST = serveAction(deliveryReplay, async (id, caller) => {
  const { sql, queue } = await runtime();
  const { replayed } = await replayEvents(sql, queue, { delivery: id });
  if (replayed === 0) throw new HttpError(404, 'There is no delivery with this id that holds events');
  await audit(database(), caller.name, 'replayed', `delivery ${id}`);
  return { replayed };
});
