import { createHmac, randomBytes } from 'node:crypto';
import { now } from '#lib/clock.ts';
import type { NoticeFacts } from '#lib/model/notice.ts';
import { noticePath } from './notice-message.ts';

/** The body of a webhook, as Standard Webhooks recommends it: what happened, when that was noticed, and its data. */
export type WebhookPayload = { type: string; timestamp: string; data: Readonly<Record<string, unknown>> };

type Payload = NoticeFacts & {
  shipmentId: string | null;
  /** When the notice was written. */
  createdAt: Date;
};
type PayloadOf = Payload & {
  ruleName: string;
  link: string | null;
};

/** A notice as the body of a webhook; one that is sent again has the same. */
export function payloadFor({ shipmentId, ruleName, createdAt, link, ...facts }: PayloadOf): WebhookPayload {
  const { milestone, kind, content } = facts;
  return {
    type: milestone === null ? `exception.${kind}` : `shipment.${milestone}${kind === 'corrected' ? '.corrected' : ''}`,
    timestamp: createdAt.toISOString(),
    data: { shipmentId, rule: ruleName, ...content, link },
  };
}

/**
 * A digest as the body of a webhook: its notices, each as it would be sent alone, in the order in which they were written. The time is
 * that of the last of them, so that one that is sent again has the same body.
 */
export function digestPayload(
  { notices, ruleName }: { notices: readonly Payload[]; ruleName: string },
  appUrl: string | null,
): WebhookPayload {
  const payloads = notices.map((notice) =>
    payloadFor({ ...notice, ruleName, link: appUrl && `${appUrl}${noticePath(notice)}` }),
  );
  const timestamp =
    payloads
      .map((one) => one.timestamp)
      .sort()
      .at(-1) ?? now();
  return { type: 'digest', timestamp, data: { rule: ruleName, notices: payloads } };
}

const PREFIX = 'whsec_';

/** A new secret in the form of Standard Webhooks. */
export function newSigningSecret(): string {
  return PREFIX + randomBytes(32).toString('base64');
}

/** The headers of Standard Webhooks 1.0: id, time of this attempt in seconds, and the HMAC-SHA256 of both and the body. */
export function webhookHeaders(id: string, body: string, signingSecret: string): Record<string, string> {
  const timestamp = String(Math.floor(Date.parse(now()) / 1_000));
  const key = Buffer.from(signingSecret.slice(PREFIX.length), 'base64');
  const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64');
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': `v1,${signature}` };
}
