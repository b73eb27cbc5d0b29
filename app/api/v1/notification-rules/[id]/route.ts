import { onRule, ruleWith, shipmentIn } from '#app/rule-requests.ts';
import { database } from '#db/client.ts';
import { getNotificationRule } from '#db/queries/notification-rules.ts';
import { serveAction, serveChange, serveOne } from '#lib/api/handler.ts';
import { ruleChange, ruleOne, ruleRemove } from '#lib/api/resources/notification-rules.ts';
import { removeRule, updateRule } from '#lib/notices/rules.ts';

export const GET = serveOne(ruleOne, getNotificationRule);

export const PATCH = serveChange(ruleChange, async (id, { shipment, ...fields }, caller) => {
  await onRule(id, caller, async () => {
    const changes = shipment === undefined ? fields : { ...fields, shipmentId: await shipmentIn(shipment) };
    return updateRule(database(), caller.name, id, changes);
  });
  return ruleWith(id);
});

export const DELETE = serveAction(ruleRemove, (id, caller) =>
  onRule(id, caller, () => removeRule(database(), caller.name, id)),
);
