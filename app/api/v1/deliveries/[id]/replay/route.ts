import { Refused, route, uuid } from '#lib/api/handler.ts';
import { engine } from '#lib/engine.ts';
import { replayDelivery } from '#lib/inbox/replay.ts';

export const POST = route(async (_request, { id }: { id: string }) => {
  const { sql, queue } = await engine();
  const { replayed } = await replayDelivery(sql, queue, uuid(id));
  if (replayed === 0) throw new Refused(404, 'There is no delivery with this id that holds events');
  return { data: { replayed } };
});
