import { z } from 'zod';
import { EXCEPTION_TYPES, SEVERITIES } from './exception.ts';
import {
  NOTICE_CHANNELS,
  NOTICE_MILESTONES,
  NOTICE_TRIGGERS,
  type NoticeChannel,
  type NoticeSender,
} from './notice.ts';
import { CADENCES, type Cadence, cadenceProblem, type NoticeSchedule } from './notice-schedule.ts';
import { DEFAULT_HOLD_MINUTES, MAX_HOLD_MINUTES, type RuleTrigger, triggerProblem } from './rule-trigger.ts';
import { isTimeZone } from './zone.ts';

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/** Whether the host of a URL is this machine. */
export const isLoopbackUrl = (text: string) => LOOPBACK.test(new URL(text).hostname);

/** The channels whose target is a URL. */
export type UrlChannel = Exclude<NoticeChannel, 'email' | 'app'>;

/** The id of a channel of Slack, to which the bot posts. */
const SLACK_CHANNEL = /^[CGD][A-Z0-9]{7,20}$/;

/** Whether the target of a Slack rule is a channel of the bot, not the URL of an incoming webhook. */
export const isSlackChannel = (target: string) => SLACK_CHANNEL.test(target);

/** What sends to a target. */
export function senderOf({ channel, target }: { channel: NoticeChannel; target: string }): NoticeSender {
  return channel === 'slack' && isSlackChannel(target) ? 'slack_bot' : channel;
}

/** The target of a rule whose notices every user gets in the application. */
export const EVERYBODY = 'everybody';

/**
 * Whether a URL can receive the messages of a channel: https, without a user name in it. http is accepted to this machine for Slack
 * and Teams, and for webhooks where private networks are allowed.
 */
export function isTargetUrl(channel: UrlChannel, text: string, allowsPrivate: boolean): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, username, password } = new URL(text);
  if (username || password) return false;
  if (protocol === 'https:') return true;
  return protocol === 'http:' && (channel === 'webhook' ? allowsPrivate : isLoopbackUrl(text));
}

const URL_MISTAKES = {
  slack: 'Enter the https URL of an incoming webhook, or the id of a channel, such as C012AB3CD.',
  teams: 'Enter the https URL of a Teams workflow.',
  webhook: 'Enter an https URL without a user name.',
} as const;

/** Why a target cannot be used; null if it can. `allowsPrivate` is the setting `NOTICE_PRIVATE_NETWORKS`. */
export function targetProblem(channel: NoticeChannel, target: string, allowsPrivate: boolean): string | null {
  if (channel === 'app' && (target === '' || target === EVERYBODY)) return null;
  if (channel === 'slack' && isSlackChannel(target)) return null;
  if (channel !== 'email' && channel !== 'app')
    return isTargetUrl(channel, target, allowsPrivate) ? null : URL_MISTAKES[channel];
  const parsed = address.safeParse(target);
  return parsed.success ? null : (parsed.error.issues[0]?.message ?? 'This is not an e-mail address.');
}

const limited = (limit: number) => z.string().trim().max(limit, `At most ${limit} characters.`);
const orNull = (text: string | null | undefined) => text || null;

/** An e-mail address as it is stored: exactly one, without a display name. */
const address = z.email('This is not an e-mail address.').max(254, 'At most 254 characters.');

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
  ownedOnly: z.boolean().describe('Whether it tells only of exceptions whose owner is its recipient.'),
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

function checkTarget({ channel, target }: { channel: NoticeChannel; target: string }, context: Refined): void {
  const problem = targetProblem(channel, target, true);
  if (problem !== null) issueAt(context, 'target', problem);
}

function checkCadence({ channel, cadence }: { channel: NoticeChannel; cadence: Cadence }, context: Refined): void {
  const problem = cadenceProblem(channel, cadence);
  if (problem !== null) issueAt(context, 'cadence', problem);
}

function checkTrigger(rule: RuleTrigger & { channel?: NoticeChannel; target?: string }, context: Refined): void {
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

const newRule = {
  name: parts.name,
  ...content,
  channel: z.enum(NOTICE_CHANNELS).describe('How it is sent.'),
  target: limited(2_000).describe(
    'An e-mail address; the id of a Slack channel; the URL of a Slack incoming webhook, of a Teams workflow, or of a program; for `app` the e-mail address of a user, or nothing for every user.',
  ),
};

function checkRule(rule: z.infer<z.ZodObject<typeof newRule>>, context: Refined): void {
  checkTrigger(rule, context);
  checkTarget(rule, context);
  checkCadence(rule, context);
  checkQuiet(rule, context);
}

/**
 * A notification rule as an admin enters it. `shipment` is a reference or id; empty filters are null. http URLs of webhooks are
 * accepted here and checked with `targetProblem`, which depends on a setting.
 */
export const newRuleSchema = z.object(newRule).superRefine(checkRule);
export type NewRule = z.infer<typeof newRuleSchema>;

/** The same as a program sends it: other fields are mistakes. */
export const newRuleBody = z.strictObject(newRule).superRefine(checkRule);

const tested = {
  ...content,
  target: limited(2_000).default('').describe('The recipient, of a rule that tells only of what its recipient owns.'),
};

/** A rule as it is tested before it is added: without a name and channel. */
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
