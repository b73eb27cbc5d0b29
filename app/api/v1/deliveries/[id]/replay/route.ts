import { replayDelivery } from '#app/replay-events.ts';
import { serveAction } from '#lib/api/handler.ts';
import { HttpError } from '#lib/api/http-error.ts';
import { deliveryReplay } from '#lib/api/resources/deliveries.ts';

export const POST = serveAction(deliveryReplay, async (id, caller) => {
  const replayed = await replayDelivery(caller.name, id);
  if (replayed === 0) throw new HttpError(404, 'There is no delivery with this id that contains events');
  return { replayed };
});
