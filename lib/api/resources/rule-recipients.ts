import { z } from 'zod';
import type { OneRecipient } from '#db/queries/rule-recipients.ts';
import { oneOperation } from '#lib/api/operation.ts';
import { NOTICE_CHANNELS } from '#lib/model/notice.ts';
import { recipientBody } from '#lib/model/recipient-schema.ts';

const count = z.int();

/** What became of notices. */
export const resultsSchema = z
  .strictObject({
    ...{ pending: count, sent: count, failed: count },
    bounced: count.describe('Accepted by a mail server that later reported that they did not arrive.'),
    suppressed: count.describe('Not sent, because the recipient unsubscribed, complained or does not exist.'),
    cancelled: count.describe('Withdrawn or out of date before they were sent.'),
    lastSentAt: z.iso.datetime().nullable(),
    openable: count.describe('Of those that were sent: whose opening is known.'),
    opened: count.describe('Of those that were sent: opened by a link, or at the bell.'),
    acted: count.describe('Of those that were sent: within 24 hours somebody acted on an exception of the shipment.'),
  })
  .describe('What became of its notices of the last 30 days.');

/** A recipient of a rule, as it is shown within the rule. */
export const recipientRow = z.strictObject({
  id: z.uuid(),
  channel: z.enum(NOTICE_CHANNELS),
  target: z
    .string()
    .describe('An e-mail address, for `app` also `everybody`, or the host of a URL; the URL is secret.'),
  heldUntil: z.iso.datetime().nullable().describe('It accepts nothing before.'),
  createdAt: z.iso.datetime(),
  results: resultsSchema,
  confirmation: z
    .strictObject({
      linkSentAt: z.iso.datetime().nullable().describe('When the link to confirm the address was sent last.'),
      linksSent: count.describe('How often it was sent.'),
      linkError: z.string().nullable().describe('Why it could not be sent.'),
    })
    .nullable()
    .describe('The confirmation that its e-mail address, and so all its notices, wait for. Null if it waits for none.'),
  bounces: z
    .strictObject({ count, lastAt: z.iso.datetime(), last: z.string().describe('What the mail server said.') })
    .nullable()
    .describe('The messages to its e-mail address that came back although it exists. Null if none did.'),
});

export const secretSchema = z
  .string()
  .nullable()
  .describe('The secret that signs the messages of a webhook, shown just this once. Null for other channels.');

const ofRule = { ruleId: z.uuid().describe('The id of its rule.') };
const common = { tag: 'Notifications', name: 'RuleRecipient', row: recipientRow.extend(ofRule) };
const none = z.strictObject({});

export const recipientOne = oneOperation({
  ...common,
  id: 'getRuleRecipient',
  path: '/rule-recipients/{id}',
  summary: 'One recipient of a notification rule',
  show: (recipient: OneRecipient) => recipient,
});

export const recipientCreate = {
  ...common,
  kind: 'creation',
  id: 'addRuleRecipient',
  path: '/rule-recipients',
  summary: 'Adds a recipient to a notification rule. The others keep their notices. For admins',
  created: 'Added. It is told what shipments reach from now on.',
  query: none,
  body: recipientBody.safeExtend(ofRule),
  name: 'AddedRuleRecipient',
  row: common.row.extend({ secret: secretSchema }),
  show: (added: OneRecipient & { secret: string | null }) => added,
} as const;

const affected = z.strictObject({ id: z.uuid().describe('The id of the recipient.') });

const actionOf = <Id extends string>(id: Id, path: string, summary: string, method?: 'delete') => ({
  ...{ kind: 'action' as const, id, path, tag: common.tag, summary, name: 'AffectedRecipient', query: none },
  ...(method && { method }),
  row: affected,
});

export const recipientRemove = actionOf(
  'removeRuleRecipient',
  '/rule-recipients/{id}',
  'Removes a recipient of a notification rule and cancels its notices that wait; the last one stays. For admins',
  'delete',
);

export const recipientConfirm = actionOf(
  'resendConfirmation',
  '/rule-recipients/{id}/confirmation',
  'Sends the link to confirm the e-mail address of a recipient again. For admins',
);
