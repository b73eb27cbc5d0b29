import { onRule } from '#app/rule-requests.ts';
import { database } from '#db/client.ts';
import { serveAction } from '#lib/api/handler.ts';
import { ruleEnable } from '#lib/api/resources/notification-rules.ts';
import { enableRule } from '#lib/notices/rules.ts';

export const POST = serveAction(ruleEnable, (id, caller) =>
  onRule(id, caller, () => enableRule(database(), caller.name, id)),
);
