import { checkTarget, ruleWith, shipmentIn } from '#app/rule-requests.ts';
import { database } from '#db/client.ts';
import { requireAdmin } from '#lib/api/credentials.ts';
import { serveCreation, serveList } from '#lib/api/handler.ts';
import { HttpError } from '#lib/api/http-error.ts';
import { ruleCreate, ruleList } from '#lib/api/resources/notification-rules.ts';
import { env } from '#lib/env.ts';
import { addRule } from '#lib/notices/rules.ts';

export const GET = serveList(ruleList);

export const POST = serveCreation(ruleCreate, async (rule, caller) => {
  requireAdmin(caller);
  const authSecret = env().AUTH_SECRET;
  if (!authSecret) throw new HttpError(422, 'AUTH_SECRET is not set, so targets cannot be stored');
  await checkTarget(rule);
  const shipmentId = await shipmentIn(rule.shipment);
  const { id, secret } = await addRule(database(), caller.name, rule, { shipmentId, authSecret });
  return { ...(await ruleWith(id)), secret };
});
