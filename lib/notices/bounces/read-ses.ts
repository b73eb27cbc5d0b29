import { z } from 'zod';
import { oneLine } from '../message.ts';
import { type BounceReport, type BounceReports, idInMessageId, kindOfStatus } from './report.ts';

const mail = z.object({
  headers: z.array(z.object({ name: z.string(), value: z.string() })).optional(),
  commonHeaders: z.object({ messageId: z.string().optional() }).optional(),
});
const recipient = z.object({
  emailAddress: z.string(),
  status: z.string().optional(),
  diagnosticCode: z.string().optional(),
});
const event = z.object({
  notificationType: z.string().optional(),
  eventType: z.string().optional(),
  mail,
  bounce: z.object({ bounceType: z.string(), bouncedRecipients: z.array(recipient) }).optional(),
  complaint: z
    .object({ complainedRecipients: z.array(recipient), complaintFeedbackType: z.string().nullish() })
    .optional(),
});
const notification = z.object({ Type: z.literal('Notification'), Message: z.string() });
const confirmation = z.object({ Type: z.literal('SubscriptionConfirmation'), SubscribeURL: z.url() });

/** Amazon SNS, and nobody else. */
const SNS = /^sns\.[a-z0-9-]+\.amazonaws\.com(\.cn)?$/;

/** The URL that confirms a subscription of Amazon SNS, if this is the request for it; only of Amazon. */
export function subscribeUrlOf(value: unknown): string | null {
  const parsed = confirmation.safeParse(value);
  if (!parsed.success) return null;
  const { protocol, hostname, port } = new URL(parsed.data.SubscribeURL);
  return protocol === 'https:' && port === '' && SNS.test(hostname) ? parsed.data.SubscribeURL : null;
}

/** Reads a notification of Amazon SES, in the envelope of SNS or as it is ("raw message delivery"). Null if it is none. */
export function readSes(value: unknown): BounceReports | null {
  const wrapped = notification.safeParse(value);
  const parsed = event.safeParse(wrapped.success ? parsedJson(wrapped.data.Message) : value);
  if (!parsed.success || !(parsed.data.notificationType ?? parsed.data.eventType)) return null;
  const { mail, bounce, complaint } = parsed.data;
  const messageId = messageIdOf(mail);
  if (bounce) {
    const isPermanent = bounce.bounceType === 'Permanent';
    const reports = bounce.bouncedRecipients.map(
      ({ emailAddress, status, diagnosticCode }): BounceReport => ({
        // A permanent bounce without a status is one of an address that Amazon knows not to exist.
        kind: isPermanent ? (status ? kindOfStatus(status) : 'hard') : 'soft',
        address: emailAddress,
        messageId,
        detail: oneLine((diagnosticCode ?? `${bounce.bounceType} bounce`).replace(/^smtp;\s*/i, '')),
      }),
    );
    return { reports, ignored: 0 };
  }
  if (!complaint) return { reports: [], ignored: 1 };
  const detail = oneLine(complaint.complaintFeedbackType ?? 'abuse');
  const reports = complaint.complainedRecipients.map(
    ({ emailAddress: address }): BounceReport => ({ kind: 'complaint', address, messageId, detail }),
  );
  return { reports, ignored: 0 };
}

/** Amazon replaces the Message-ID; the original is in the headers, if they are included. */
function messageIdOf({ headers, commonHeaders }: z.infer<typeof mail>): string | null {
  const header = headers?.find(({ name }) => name.toLowerCase() === 'message-id')?.value;
  return idInMessageId(header) ?? idInMessageId(commonHeaders?.messageId);
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
