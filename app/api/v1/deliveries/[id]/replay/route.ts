import { database } from '#db/client.ts';
import { serveAction } from '#lib/api/handler.ts';
import { deliveryReplay } from '#lib/api/nouns/deliveries.ts';
import { HttpError } from '#lib/api/refused.ts';
import { audit } from '#lib/auth/audit.ts';
import { runtime } from '#lib/engine.ts';
import { replayEvents } from '#lib/inbox/replay.ts';

export const POST = serveAction(deliveryReplay, async (id, caller) => {
  const { sql, queue } = await runtime();
  const { replayed } = await replayEvents(sql, queue, { delivery: id });
  if (replayed === 0) throw new HttpError(404, 'There is no delivery with this id that holds events');
  await audit(database(), caller.name, 'replayed', `delivery ${id}`);
  return { replayed };
});
