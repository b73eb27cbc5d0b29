import type { NoticeChannel, NoticeSender } from './notice.ts';

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

/** To whom a rule sends, as it is entered. */
export type Recipient = { channel: NoticeChannel; target: string };

/** The recipients of one rule. */
export const MAX_RECIPIENTS = 20;

/** Whether two recipients are one: e-mail addresses are compared without regard to case. */
export function isSameRecipient(one: Recipient, other: Recipient): boolean {
  if (one.channel !== other.channel) return false;
  const isAddress = one.channel === 'email' || one.channel === 'app';
  return isAddress ? nameOf(one.target) === nameOf(other.target) : one.target === other.target;
}

function nameOf(target: string): string {
  return target.toLowerCase() || EVERYBODY;
}
