import { onRule } from '#app/rule-requests.ts';
import { database } from '#db/client.ts';
import { serveAction } from '#lib/api/handler.ts';
import { ruleConfirm } from '#lib/api/resources/notification-rules.ts';
import { resendConfirmation } from '#lib/notices/request-confirmation.ts';

export const POST = serveAction(ruleConfirm, (id, caller) =>
  onRule(id, caller, () => resendConfirmation(database(), caller.name, id)),
);
