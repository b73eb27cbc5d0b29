import { z } from 'zod';
import { NOTICE_CHANNELS, NOTICE_MILESTONES, type NoticeChannel } from './notice.ts';

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/** Whether the host of a URL is this machine. */
export const isLoopbackUrl = (text: string) => LOOPBACK.test(new URL(text).hostname);

/** The channels whose target is a URL. */
export type UrlChannel = Exclude<NoticeChannel, 'email' | 'app'>;

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
  slack: 'Enter the https URL of an incoming webhook.',
  teams: 'Enter the https URL of a Teams workflow.',
  webhook: 'Enter an https URL without a user name.',
} as const;

/** Why a target cannot be used; null if it can. `allowsPrivate` is the setting `NOTICE_PRIVATE_NETWORKS`. */
export function targetProblem(channel: NoticeChannel, target: string, allowsPrivate: boolean): string | null {
  if (channel === 'app' && (target === '' || target === EVERYBODY)) return null;
  if (channel !== 'email' && channel !== 'app')
    return isTargetUrl(channel, target, allowsPrivate) ? null : URL_MISTAKES[channel];
  const parsed = address.safeParse(target);
  return parsed.success ? null : (parsed.error.issues[0]?.message ?? 'This is not an e-mail address.');
}

const optional = (limit: number) =>
  z
    .string()
    .trim()
    .max(limit, `At most ${limit} characters.`)
    .transform((text) => text || null);

/** An e-mail address as it is stored: exactly one, without a display name. */
const address = z.email('This is not an e-mail address.').max(254, 'At most 254 characters.');

/**
 * A notification rule as an admin enters it. `shipment` is a reference or id; empty filters are null. http URLs of webhooks are
 * accepted here and checked with `targetProblem`, which depends on a setting.
 */
export const newRuleSchema = z
  .object({
    name: z.string().trim().min(1, 'Enter a name.').max(100, 'At most 100 characters.'),
    milestones: z.array(z.enum(NOTICE_MILESTONES)).min(1, 'Choose at least one.'),
    customer: optional(300),
    provider: optional(50),
    shipment: optional(100),
    channel: z.enum(NOTICE_CHANNELS),
    target: z.string().trim().max(2_000, 'At most 2,000 characters.'),
  })
  .superRefine(({ channel, target }, context) => {
    const message = targetProblem(channel, target, true);
    if (message !== null) context.addIssue({ code: 'custom', path: ['target'], message });
  });
export type NewRule = z.infer<typeof newRuleSchema>;
