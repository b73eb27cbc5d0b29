import { onRecipient } from '#app/rule-requests.ts';
import { database } from '#db/client.ts';
import { getRecipient } from '#db/queries/rule-recipients.ts';
import { serveAction, serveOne } from '#lib/api/handler.ts';
import { recipientOne, recipientRemove } from '#lib/api/resources/rule-recipients.ts';
import { removeRecipient } from '#lib/notices/rule-recipients.ts';

export const GET = serveOne(recipientOne, getRecipient);

export const DELETE = serveAction(recipientRemove, (id, caller) =>
  onRecipient(id, caller, () => removeRecipient(database(), caller.name, id)),
);
