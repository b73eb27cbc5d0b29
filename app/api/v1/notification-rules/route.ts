import { checkTarget, ruleWith, shipmentIn, targetSecret } from '#app/rule-requests.ts';
import { database } from '#db/client.ts';
import { requireAdmin } from '#lib/api/credentials.ts';
import { serveCreation, serveList } from '#lib/api/handler.ts';
import { ruleCreate, ruleList } from '#lib/api/resources/notification-rules.ts';
import { addRule } from '#lib/notices/rules.ts';

export const GET = serveList(ruleList);

export const POST = serveCreation(ruleCreate, async (rule, caller) => {
  requireAdmin(caller);
  const authSecret = targetSecret();
  for (const [at, recipient] of rule.recipients.entries()) await checkTarget(recipient, `recipients/${at}/target`);
  const shipmentId = await shipmentIn(rule.shipment);
  const { id, recipients: added } = await addRule(database(), caller.name, rule, { shipmentId, authSecret });
  const secrets = new Map(added.map((recipient) => [recipient.id, recipient.secret]));
  const { recipients, ...stored } = await ruleWith(id);
  return { ...stored, recipients: recipients.map((one) => ({ ...one, secret: secrets.get(one.id) ?? null })) };
});
