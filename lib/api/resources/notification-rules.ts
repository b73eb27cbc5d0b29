import { z } from 'zod';
import { NOTIFICATION_RULES, type RuleRow } from '#db/queries/notification-rules.ts';
import type { RecipientRow } from '#db/queries/rule-recipients.ts';
import { notificationRules } from '#db/schema/index.ts';
import { listOperation, oneOperation } from '#lib/api/operation.ts';
import { rowOf } from '#lib/api/rows.ts';
import { EXCEPTION_TYPES, SEVERITIES } from '#lib/model/exception.ts';
import { NOTICE_MILESTONES, NOTICE_TRIGGERS } from '#lib/model/notice.ts';
import { type Backtest, backtestSchema } from '#lib/model/notice-backtest.ts';
import { newRuleBody, ruleChangesBody, testedRuleBody } from '#lib/model/notice-rule.ts';
import { CADENCES } from '#lib/model/notice-schedule.ts';
import { recipientRow, resultsSchema, secretSchema } from './rule-recipients.ts';

const row = rowOf(
  notificationRules,
  {
    trigger: z.enum(NOTICE_TRIGGERS),
    milestones: z.array(z.enum(NOTICE_MILESTONES)).describe('The milestones that it tells of; none for exceptions.'),
    severity: z.enum(SEVERITIES).nullable().describe('The least severity of its exceptions; null for milestones.'),
    exceptionTypes: z.array(z.enum(EXCEPTION_TYPES)).nullable().describe('The types of its exceptions; null for all.'),
    ownedOnly: z.boolean().describe('Whether it tells each recipient only of exceptions that they own.'),
    holdMinutes: z.int().describe('How many minutes an exception has to last before it is told.'),
    cadence: z.enum(CADENCES),
    timeZone: z.string().describe('The IANA time zone of digests and quiet hours.'),
    shipment: z.string().nullable().describe('The name or number of the only shipment that it tells of.'),
    recipients: z.array(recipientRow),
    results: resultsSchema,
    proposesDigest: z
      .boolean()
      .describe('Whether each of its recipients opened or acted on fewer than a tenth of the notices of four weeks.'),
  },
  ['origin', 'removedAt', 'appliesFrom'],
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

type AddedRow = RecipientRow & { secret: string | null };

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
  row: row.extend({ recipients: z.array(recipientRow.extend({ secret: secretSchema })) }),
  show: (added: Omit<RuleRow, 'recipients'> & { recipients: AddedRow[] }) => added,
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
