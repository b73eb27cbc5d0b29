import { onRecipient } from '#app/rule-requests.ts';
import { database } from '#db/client.ts';
import { serveAction } from '#lib/api/handler.ts';
import { recipientConfirm } from '#lib/api/resources/rule-recipients.ts';
import { resendConfirmation } from '#lib/notices/request-confirmation.ts';

export const POST = serveAction(recipientConfirm, (id, caller) =>
  onRecipient(id, caller, () => resendConfirmation(database(), caller.name, id)),
);
