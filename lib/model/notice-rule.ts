import { z } from 'zod';
import { EXCEPTION_TYPES, SEVERITIES } from './exception.ts';
import { NOTICE_MILESTONES, NOTICE_TRIGGERS } from './notice.ts';
import { CADENCES, type Cadence, cadenceProblem, type NoticeSchedule } from './notice-schedule.ts';
import { MAX_RECIPIENTS, type Recipient } from './recipient.ts';
import { recipientBody, recipientList, recipientSchema } from './recipient-schema.ts';
import { DEFAULT_HOLD_MINUTES, MAX_HOLD_MINUTES, type RuleTrigger, triggerProblem } from './rule-trigger.ts';
import { isTimeZone } from './zone.ts';

const limited = (limit: number) => z.string().trim().max(limit, `At most ${limit} characters.`);
const orNull = (text: string | null | undefined) => text || null;

const time = z
  .string()
  .trim()
  .regex(/^(([01]\d|2[0-3]):[0-5]\d)?$/, 'Enter a time, HH:MM.');

/** The fields of a rule that can be changed. `shipment` is a reference or id; empty filters and times are null. */
const parts = {
  name: z.string().trim().min(1, 'Enter a name.').max(100, 'At most 100 characters.').describe('Its name.'),
  trigger: z.enum(NOTICE_TRIGGERS).describe('Whether it tells of milestones or of exceptions.'),
  milestones: z.array(z.enum(NOTICE_MILESTONES)).describe('The milestones that it tells of; none for exceptions.'),
  severity: z
    .enum(SEVERITIES)
    .nullable()
    .describe('Only exceptions that are at least so severe; `critical` without it. Null for milestones.'),
  exceptionTypes: z
    .array(z.enum(EXCEPTION_TYPES))
    .min(1, 'Choose at least one.')
    .nullable()
    .describe('Only exceptions of these types. Null for all.'),
  ownedOnly: z.boolean().describe('Whether it tells each recipient only of exceptions that they own.'),
  holdMinutes: z
    .int('Enter whole minutes.')
    .min(0, 'Enter 0 or more.')
    .max(MAX_HOLD_MINUTES, 'Enter a day at most: 1440.')
    .describe('How many minutes an exception has to last before it is told.'),
  customer: limited(300).nullable().describe('Only shipments with this customer, consignee or buyer. Null for any.'),
  provider: limited(50).nullable().describe('Only shipments of this provider. Null for any.'),
  shipment: limited(100).nullable().describe('Only this shipment: a reference or its id. Null for any.'),
  cadence: z.enum(CADENCES).describe('At once, or in digests: every hour, daily at 08:00, Mondays at 08:00.'),
  timeZone: z
    .string()
    .trim()
    .max(60)
    .refine(isTimeZone, 'No time zone has this name.')
    .describe('The IANA time zone of digests and quiet hours.'),
  quietFrom: time.nullable().describe('The begin of the quiet hours, `HH:MM`. Null without quiet hours.'),
  quietUntil: time.nullable().describe('The end of the quiet hours, `HH:MM`.'),
  quietWeekends: z.boolean().describe('Whether Saturday and Sunday are quiet.'),
};

/** What decides what a new rule sends, and when. */
const content = {
  trigger: parts.trigger.default('milestone'),
  milestones: parts.milestones.default([]),
  severity: parts.severity.default(null),
  exceptionTypes: parts.exceptionTypes.default(null),
  ownedOnly: parts.ownedOnly.default(false),
  holdMinutes: parts.holdMinutes.default(DEFAULT_HOLD_MINUTES),
  customer: parts.customer.optional().transform(orNull),
  provider: parts.provider.optional().transform(orNull),
  shipment: parts.shipment.optional().transform(orNull),
  cadence: parts.cadence.default('at_once'),
  timeZone: parts.timeZone.default('UTC'),
  quietFrom: parts.quietFrom.optional().transform(orNull),
  quietUntil: parts.quietUntil.optional().transform(orNull),
  quietWeekends: parts.quietWeekends.default(false),
};

type QuietHours = Pick<NoticeSchedule, 'quietFrom' | 'quietUntil'>;
type Refined = z.core.$RefinementCtx;
const issueAt = (context: Refined, path: string, message: string) =>
  context.addIssue({ code: 'custom', path: [path], message });

function checkCadence(
  { recipients, cadence }: { recipients: readonly Recipient[]; cadence: Cadence },
  context: Refined,
) {
  for (const { channel } of recipients) {
    const problem = cadenceProblem(channel, cadence);
    if (problem !== null) return issueAt(context, 'cadence', problem);
  }
}

function checkTrigger(rule: RuleTrigger & { recipients?: readonly Recipient[] }, context: Refined): void {
  const found = triggerProblem(rule);
  if (found !== null) issueAt(context, found.field, found.problem);
}

function checkTested(rule: RuleTrigger & QuietHours, context: Refined): void {
  checkTrigger(rule, context);
  checkQuiet(rule, context);
}

/** Adds an issue for quiet hours without a begin or an end, or without a length. */
export function checkQuiet({ quietFrom: from, quietUntil: until }: QuietHours, context: Refined): void {
  if (from !== null && until === null) issueAt(context, 'quietUntil', 'Enter when the quiet hours end.');
  if (from === null && until !== null) issueAt(context, 'quietFrom', 'Enter when the quiet hours begin.');
  if (from !== null && from === until) issueAt(context, 'quietUntil', 'Enter another time than the beginning.');
}

const newRule = { name: parts.name, ...content, recipients: recipientList(recipientSchema) };

function checkRule(rule: z.infer<z.ZodObject<typeof newRule>>, context: Refined): void {
  checkTrigger(rule, context);
  checkCadence(rule, context);
  checkQuiet(rule, context);
}

/** A notification rule as an admin enters it. `shipment` is a reference or id; empty filters are null. */
export const newRuleSchema = z.object(newRule).superRefine(checkRule);
export type NewRule = z.infer<typeof newRuleSchema>;

/** The same as a program sends it: other fields are mistakes. */
export const newRuleBody = z
  .strictObject({ ...newRule, recipients: recipientList(recipientBody) })
  .superRefine(checkRule);

const tested = {
  ...content,
  recipients: z
    .array(z.object({ channel: recipientBody.shape.channel, target: recipientBody.shape.target }))
    .max(MAX_RECIPIENTS)
    .default([])
    .describe('Its recipients: how many, and of a rule that tells only of what they own, who. None counts as one.'),
};

/** A rule as it is tested before it is added: without a name, and whatever its recipients. */
export const testedRuleSchema = z.object(tested).superRefine(checkTested);
export const testedRuleBody = z.strictObject(tested).superRefine(checkTested);

/** Changes of a rule as a program sends them. What is not named stays. */
export const ruleChangesBody = z.strictObject({
  name: parts.name.optional(),
  milestones: parts.milestones.optional(),
  severity: parts.severity.optional(),
  exceptionTypes: parts.exceptionTypes.optional(),
  ownedOnly: parts.ownedOnly.optional(),
  holdMinutes: parts.holdMinutes.optional(),
  customer: parts.customer.transform(orNull).optional(),
  provider: parts.provider.transform(orNull).optional(),
  shipment: parts.shipment.transform(orNull).optional(),
  cadence: parts.cadence.optional(),
  timeZone: parts.timeZone.optional(),
  quietFrom: parts.quietFrom.transform(orNull).optional(),
  quietUntil: parts.quietUntil.transform(orNull).optional(),
  quietWeekends: parts.quietWeekends.optional(),
});
export type RuleChanges = Omit<z.infer<typeof ruleChangesBody>, 'shipment'> & { shipmentId?: string | null };
