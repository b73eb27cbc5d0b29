import { z } from 'zod';
import { NOTICE_CHANNELS, NOTICE_MILESTONES, type NoticeChannel } from './notice.ts';
import { CADENCES, type NoticeSchedule } from './notice-schedule.ts';
import { isTimeZone } from './zone.ts';

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/** Whether a URL can receive Slack messages: https, or http to this machine, and no user name in it. */
export function isSlackUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, username, password } = new URL(text);
  if (username || password) return false;
  return protocol === 'https:' || (protocol === 'http:' && LOOPBACK.test(hostname));
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
  milestones: z
    .array(z.enum(NOTICE_MILESTONES))
    .min(1, 'Choose at least one.')
    .describe('The milestones that it tells of.'),
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
  milestones: parts.milestones,
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
  if (channel === 'slack') {
    if (!isSlackUrl(target)) issueAt(context, 'target', 'Enter the https URL of an incoming webhook.');
    return;
  }
  const parsed = address.safeParse(target);
  if (!parsed.success) issueAt(context, 'target', parsed.error.issues[0]?.message ?? 'This is not an e-mail address.');
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
  target: limited(2_000).describe('An e-mail address, or the URL of a Slack incoming webhook.'),
};

/** A notification rule as an admin enters it. */
export const newRuleSchema = z.object(newRule).superRefine(checkTarget).superRefine(checkQuiet);
export type NewRule = z.infer<typeof newRuleSchema>;

/** The same as a program sends it: other fields are mistakes. */
export const newRuleBody = z.strictObject(newRule).superRefine(checkTarget).superRefine(checkQuiet);

/** A rule as it is tested before it is added: without a name and recipient. */
export const testedRuleSchema = z.object(content).superRefine(checkQuiet);
export const testedRuleBody = z.strictObject(content).superRefine(checkQuiet);

/** Changes of a rule as a program sends them. What is not named stays. */
export const ruleChangesBody = z.strictObject({
  name: parts.name.optional(),
  milestones: parts.milestones.optional(),
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
