import { tariffOf } from '#app/set-tariff.ts';
import { requireAdmin } from '#lib/api/credentials.ts';
import { serveCreation, serveList } from '#lib/api/handler.ts';
import { tariffList, tariffSet } from '#lib/api/resources/demurrage-tariffs.ts';
import { setTariff } from '#lib/exceptions/change-tariffs.ts';
import { runtime } from '#lib/runtime.ts';

export const GET = serveList(tariffList);

export const POST = serveCreation(tariffSet, async (tariff, caller) => {
  requireAdmin(caller);
  return tariffOf(await setTariff((await runtime()).sql, caller.name, tariff));
});
