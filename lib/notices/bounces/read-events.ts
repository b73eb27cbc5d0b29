import { readMailgun } from './read-mailgun.ts';
import { readPostmark } from './read-postmark.ts';
import { readSendgrid } from './read-sendgrid.ts';
import { readSes, subscribeUrlOf } from './read-ses.ts';
import type { BounceReports } from './report.ts';

/** What the webhook of a mail provider says: reports, or a URL that confirms a new subscription of Amazon SNS. */
export type ProviderEvents = BounceReports | { subscribeUrl: string };

/** Reads the JSON of a webhook of Amazon SES, Postmark, SendGrid or Mailgun. Null if it is none of them. */
export function readEvents(value: unknown): ProviderEvents | null {
  const subscribeUrl = subscribeUrlOf(value);
  if (subscribeUrl !== null) return { subscribeUrl };
  return readSes(value) ?? readPostmark(value) ?? readMailgun(value) ?? readSendgrid(value);
}
