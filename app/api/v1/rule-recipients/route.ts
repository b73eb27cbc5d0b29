import { checkTarget, recipientWith, ruleWith, targetSecret } from '#app/rule-requests.ts';
import { database } from '#db/client.ts';
import { requireAdmin } from '#lib/api/credentials.ts';
import { serveCreation } from '#lib/api/handler.ts';
import { HttpError } from '#lib/api/http-error.ts';
import { recipientCreate } from '#lib/api/resources/rule-recipients.ts';
import { addRecipient } from '#lib/notices/rule-recipients.ts';

export const POST = serveCreation(recipientCreate, async ({ ruleId, ...recipient }, caller) => {
  requireAdmin(caller);
  await ruleWith(ruleId);
  await checkTarget(recipient, 'target');
  const added = await addRecipient(database(), caller.name, ruleId, { recipient, authSecret: targetSecret() });
  if (typeof added === 'string') throw new HttpError(422, added);
  return { ...(await recipientWith(added.id)), secret: added.secret };
});
