import { isLoopbackUrl, isTargetUrl, type UrlChannel } from '#lib/model/recipient.ts';
import type { Message } from './message.ts';
import type { Outcome } from './outcome.ts';
import { post } from './post.ts';
import { slackBody } from './slack/text.ts';
import type { Destination } from './target.ts';
import { teamsBody } from './teams.ts';
import { type WebhookPayload, webhookHeaders } from './webhook.ts';

/** What is sent: to people the message, to programs the payload. */
export type HttpMessage = { id: string; message: Message; payload: WebhookPayload };

/** Slack and Teams answer so if the URL is wrong or was revoked. */
const FINAL = new Set([400, 401, 403, 404, 410, 413]);

/** A program may answer anything while it is replaced; 410 is how it ends a subscription. */
const FINAL_FOR_PROGRAMS = new Set([410]);

/** Sends a message to a URL. Slack and Teams may also be stand-ins on this machine. Never rejects. */
export async function sendByHttp(
  channel: UrlChannel,
  { to: url, signingSecret }: Destination,
  { id, message, payload }: HttpMessage,
  allowsPrivate: boolean,
): Promise<Outcome> {
  if (!isTargetUrl(channel, url, allowsPrivate)) return { result: 'failed', reason: 'The URL is not an https URL' };
  if (channel === 'webhook') {
    const body = JSON.stringify(payload);
    const headers = webhookHeaders(id, body, signingSecret ?? '');
    return post({ name: 'The server', url, body, headers, final: FINAL_FOR_PROGRAMS, allowsPrivate });
  }
  const body = channel === 'slack' ? slackBody(message) : teamsBody(message);
  const name = channel === 'slack' ? 'Slack' : 'Teams';
  return post({ name, url, body, final: FINAL, allowsPrivate: allowsPrivate || isLoopbackUrl(url) });
}
