import { z } from 'zod';
import { NOTICE_CHANNELS, NOTICE_MILESTONES } from './notice.ts';

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/** Whether a URL can receive Slack messages: https, or http to this machine, and no user name in it. */
export function isSlackUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, username, password } = new URL(text);
  if (username || password) return false;
  return protocol === 'https:' || (protocol === 'http:' && LOOPBACK.test(hostname));
}

const optional = (limit: number) =>
  z
    .string()
    .trim()
    .max(limit, `At most ${limit} characters.`)
    .transform((text) => text || null);

/** An e-mail address as it is stored: exactly one, without a display name. */
const address = z.email('This is not an e-mail address.').max(254, 'At most 254 characters.');

/** A notification rule as an admin enters it. `shipment` is a reference or id; empty filters are null. */
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
    const issue = (message: string) => context.addIssue({ code: 'custom', path: ['target'], message });
    if (channel === 'slack') {
      if (!isSlackUrl(target)) issue('Enter the https URL of an incoming webhook.');
      return;
    }
    const parsed = address.safeParse(target);
    if (!parsed.success) issue(parsed.error.issues[0]?.message ?? 'This is not an e-mail address.');
  });
export type NewRule = z.infer<typeof newRuleSchema>;
