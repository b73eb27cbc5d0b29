import { z } from 'zod';
import { NOTICE_CHANNELS, type NoticeChannel } from './notice.ts';
import {
  EVERYBODY,
  isSameRecipient,
  isSlackChannel,
  isTargetUrl,
  MAX_RECIPIENTS,
  type Recipient,
} from './recipient.ts';

/** An e-mail address as it is stored: exactly one, without a display name. */
const address = z.email('This is not an e-mail address.').max(254, 'At most 254 characters.');

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

const parts = {
  channel: z.enum(NOTICE_CHANNELS).describe('How it is sent.'),
  target: z
    .string()
    .trim()
    .max(2_000, 'At most 2000 characters.')
    .describe(
      'An e-mail address; the id of a Slack channel; the URL of a Slack incoming webhook, of a Teams workflow, or of a program; for `app` the e-mail address of a user, or nothing for every user.',
    ),
};

function checkTarget({ channel, target }: Recipient, context: z.core.$RefinementCtx): void {
  const message = targetProblem(channel, target, true);
  if (message !== null) context.addIssue({ code: 'custom', path: ['target'], message });
}

/**
 * A recipient as an admin enters it. http URLs of webhooks are accepted here and checked with `targetProblem`, which depends on a
 * setting.
 */
export const recipientSchema = z.object(parts).superRefine(checkTarget);

/** The same as a program sends it: other fields are mistakes. */
export const recipientBody = z.strictObject(parts).superRefine(checkTarget);

/** The list of the recipients of a rule. */
export function recipientList(one: typeof recipientSchema | typeof recipientBody) {
  return z
    .array(one)
    .min(1, 'Add at least one recipient.')
    .max(MAX_RECIPIENTS, `At most ${MAX_RECIPIENTS} recipients.`)
    .superRefine((recipients, context) => {
      for (const [at, recipient] of recipients.entries())
        if (recipients.slice(0, at).some((earlier) => isSameRecipient(earlier, recipient)))
          context.addIssue({ code: 'custom', path: [at, 'target'], message: 'This recipient is entered twice.' });
    })
    .describe('To whom it sends. Each gets its own notices.');
}
