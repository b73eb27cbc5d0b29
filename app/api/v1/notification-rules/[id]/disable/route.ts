import { onRule } from '#app/rule-requests.ts';
import { database } from '#db/client.ts';
import { serveAction } from '#lib/api/handler.ts';
import { ruleDisable } from '#lib/api/resources/notification-rules.ts';
import { disableRule } from '#lib/notices/rules.ts';

export const POST = serveAction(ruleDisable, (id, caller) =>
  onRule(id, caller, () => disableRule(database(), caller.name, id)),
);
