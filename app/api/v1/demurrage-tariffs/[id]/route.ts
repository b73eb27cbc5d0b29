import { NO_TARIFF, tariffOf } from '#app/set-tariff.ts';
import { getTariff } from '#db/queries/demurrage-tariffs.ts';
import { requireAdmin } from '#lib/api/credentials.ts';
import { serveAction, serveChange, serveOne } from '#lib/api/handler.ts';
import { HttpError } from '#lib/api/http-error.ts';
import { tariffChange, tariffOne, tariffRemove } from '#lib/api/resources/demurrage-tariffs.ts';
import { changeTariff, removeTariff } from '#lib/exceptions/change-tariffs.ts';
import { runtime } from '#lib/runtime.ts';

export const GET = serveOne(tariffOne, getTariff);

export const PATCH = serveChange(tariffChange, async (id, changes, caller) => {
  requireAdmin(caller);
  return tariffOf(await changeTariff((await runtime()).sql, caller.name, id, changes));
});

export const DELETE = serveAction(tariffRemove, async (id, caller) => {
  requireAdmin(caller);
  const wasThere = await removeTariff((await runtime()).sql, caller.name, id);
  if (!wasThere) throw new HttpError(404, NO_TARIFF);
  return { id };
});
