import type { Message } from '../message.ts';
import type { Outcome } from '../outcome.ts';
import { slackContent } from './blocks.ts';
import { callSlack, type SlackAnswer, type SlackSettings } from './web-api.ts';
import { outcomeOfError } from './web-api-errors.ts';

/** A message of the bot to a channel. References have the form `channel/ts`, as `externalRef` of a notice. */
export type BotMessage = {
  channel: string;
  message: Message;
  /** The reference of the message that it follows in its thread, such as the one that it corrects. */
  inReplyTo: string | null;
  /** The reference of the message whose place it takes: an exception that worsened or ended changes its message. */
  replaces?: string | null;
  /** The exception on which the buttons act; without buttons if there is none, or it has ended. */
  exceptionId?: string | null;
};

/** The message cannot be changed, so another one is posted. */
const GONE = new Set(['message_not_found', 'cant_update_message', 'edit_window_closed', 'channel_not_found']);

/** Posts a message, or changes one. Never rejects. */
export async function sendByBot(settings: SlackSettings | null, sent: BotMessage): Promise<Outcome> {
  if (!settings) return { result: 'stopped', reason: 'SLACK_BOT_TOKEN is not set' };
  const content = slackContent(sent.message, sent.exceptionId ?? null);
  const replaced = referenceOf(sent.replaces);
  if (replaced) {
    const answer = await callSlack(settings, 'chat.update', { ...replaced, ...content });
    if (answer.ok || !GONE.has(answer.error)) return outcomeOf(answer);
  }
  const parent = referenceOf(sent.inReplyTo);
  const thread = parent && { thread_ts: parent.ts, reply_broadcast: true };
  const options = { unfurl_links: false, unfurl_media: false };
  return outcomeOf(
    await callSlack(settings, 'chat.postMessage', { channel: sent.channel, ...content, ...options, ...thread }),
  );
}

function referenceOf(text: string | null | undefined): { channel: string; ts: string } | null {
  const [, channel, ts] = /^([A-Z0-9]+)\/([\d.]+)$/.exec(text ?? '') ?? [];
  return channel && ts ? { channel, ts } : null;
}

function outcomeOf(answer: SlackAnswer): Outcome {
  if (answer.ok) {
    const { channel, ts } = answer.body;
    return {
      result: 'sent',
      externalRef: typeof channel === 'string' && typeof ts === 'string' ? `${channel}/${ts}` : null,
    };
  }
  return outcomeOfError(answer);
}
