import { z } from 'zod';
import { NOTIFICATION_RULES, type RuleRow } from '#db/queries/notification-rules.ts';
import { notificationRules } from '#db/schema/index.ts';
import { listOperation, oneOperation } from '#lib/api/operation.ts';
import { rowOf } from '#lib/api/rows.ts';
import { EXCEPTION_TYPES, SEVERITIES } from '#lib/model/exception.ts';
import { NOTICE_CHANNELS, NOTICE_MILESTONES, NOTICE_TRIGGERS } from '#lib/model/notice.ts';
import { type Backtest, backtestSchema } from '#lib/model/notice-backtest.ts';
import { newRuleBody, ruleChangesBody, testedRuleBody } from '#lib/model/notice-rule.ts';
import { CADENCES } from '#lib/model/notice-schedule.ts';

const count = z.int();

const row = rowOf(
  notificationRules,
  {
    trigger: z.enum(NOTICE_TRIGGERS),
    milestones: z.array(z.enum(NOTICE_MILESTONES)).describe('The milestones that it tells of; none for exceptions.'),
    severity: z.enum(SEVERITIES).nullable().describe('The least severity of its exceptions; null for milestones.'),
    exceptionTypes: z.array(z.enum(EXCEPTION_TYPES)).nullable().describe('The types of its exceptions; null for all.'),
    ownedOnly: z.boolean().describe('Whether it tells only of exceptions whose owner is its recipient.'),
    holdMinutes: z.int().describe('How many minutes an exception has to last before it is told.'),
    channel: z.enum(NOTICE_CHANNELS),
    target: z
      .string()
      .describe('An e-mail address, for `app` also `everybody`, or the host of a URL; the URL is secret.'),
    cadence: z.enum(CADENCES),
    timeZone: z.string().describe('The IANA time zone of digests and quiet hours.'),
    heldUntil: z.iso.datetime().nullable().describe('The recipient accepts nothing before.'),
    shipment: z.string().nullable().describe('The name or number of the only shipment that it tells of.'),
    results: z
      .strictObject({
        ...{ pending: count, sent: count, failed: count },
        bounced: count.describe('Accepted by a mail server that later reported that they did not arrive.'),
        suppressed: count.describe('Not sent, because the recipient unsubscribed, complained or does not exist.'),
        cancelled: count.describe('Withdrawn or out of date before they were sent.'),
        lastSentAt: z.iso.datetime().nullable(),
        openable: count.describe('Of those that were sent: whose opening is known.'),
        opened: count.describe('Of those that were sent: opened by a link, or at the bell.'),
        acted: count.describe(
          'Of those that were sent: within 24 hours somebody acted on an exception of the shipment.',
        ),
      })
      .describe('What became of its notices of the last 30 days.'),
    confirmation: z
      .strictObject({
        linkSentAt: z.iso.datetime().nullable().describe('When the link to confirm the address was sent last.'),
        linksSent: count.describe('How often it was sent.'),
        linkError: z.string().nullable().describe('Why it could not be sent.'),
      })
      .nullable()
      .describe(
        'The confirmation that its e-mail address, and so all its notices, wait for. Null if it waits for none.',
      ),
    bounces: z
      .strictObject({ count, lastAt: z.iso.datetime(), last: z.string().describe('What the mail server said.') })
      .nullable()
      .describe('The messages to its e-mail address that came back although it exists. Null if none did.'),
    proposesDigest: z
      .boolean()
      .describe('Whether fewer than a tenth of its notices of four weeks were opened or acted on.'),
  },
  ['encrypted', 'targetKey', 'removedAt', 'watchedBy', 'appliesFrom'],
);

const common = { tag: 'Notifications', name: 'NotificationRule', row };
const none = z.strictObject({});
const show = (rule: RuleRow) => rule;

export const ruleList = listOperation({
  ...common,
  list: NOTIFICATION_RULES,
  id: 'listNotificationRules',
  summary: 'Notification rules, latest first',
  show,
});

export const ruleOne = oneOperation({
  ...common,
  id: 'getNotificationRule',
  path: '/notification-rules/{id}',
  summary: 'One notification rule',
  show,
});

export const ruleCreate = {
  ...common,
  kind: 'creation',
  id: 'createNotificationRule',
  path: '/notification-rules',
  summary: 'Adds an enabled notification rule. For admins',
  created: 'Added. It tells what shipments reach from now on.',
  query: none,
  body: newRuleBody,
  name: 'AddedNotificationRule',
  row: row.extend({
    secret: z.string().nullable().describe('The secret that signs the messages of a webhook, shown just this once.'),
  }),
  show: (added: RuleRow & { secret: string | null }) => added,
} as const;

export const ruleChange = {
  ...common,
  kind: 'change',
  id: 'changeNotificationRule',
  path: '/notification-rules/{id}',
  summary: 'Changes the named fields of a notification rule. For admins',
  query: none,
  body: ruleChangesBody,
  show,
} as const;

export const ruleBacktest = {
  kind: 'question',
  id: 'backtestNotificationRule',
  path: '/notification-rules/backtest',
  tag: 'Notifications',
  summary: 'What a rule would have sent over the last 30 days. Nothing is added or sent',
  name: 'Backtest',
  row: backtestSchema,
  query: none,
  body: testedRuleBody,
  show: (tested: Backtest) => tested,
} as const;

const affected = z.strictObject({ id: z.uuid().describe('The id of the rule.') });

const actionOf = <Id extends string>(id: Id, path: string, summary: string, method?: 'delete') => ({
  ...{ kind: 'action' as const, id, path, tag: common.tag, summary, name: 'AffectedRule' },
  ...(method && { method }),
  row: affected,
  query: none,
});

export const ruleEnable = actionOf(
  'enableNotificationRule',
  '/notification-rules/{id}/enable',
  'Enables a notification rule. What shipments reached meanwhile is not told. For admins',
);

export const ruleDisable = actionOf(
  'disableNotificationRule',
  '/notification-rules/{id}/disable',
  'Disables a notification rule and cancels its notices that wait. For admins',
);

export const ruleRemove = actionOf(
  'removeNotificationRule',
  '/notification-rules/{id}',
  'Removes a notification rule and cancels its notices that wait. For admins',
  'delete',
);

export const ruleConfirm = actionOf(
  'resendConfirmation',
  '/notification-rules/{id}/confirmation',
  'Sends the link to confirm the e-mail address of a rule again. For admins',
);
