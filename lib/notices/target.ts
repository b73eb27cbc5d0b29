import { hash } from 'node:crypto';
import { decryptSecret, encryptSecret } from '#lib/inbox/secret-cipher.ts';
import type { NoticeChannel } from '#lib/model/notice.ts';
import { EVERYBODY, isSlackChannel } from '#lib/model/recipient.ts';

/** A target as it is stored. */
export type StoredTarget = { target: string; targetKey: string; encrypted: string | null };

/** Where to send: an e-mail address or URL, and for a webhook the secret that signs it. */
export type Destination = { to: string; signingSecret: string | null };

/** What the encryption is bound to: it decrypts as nothing else. */
const purposeOf = (channel: NoticeChannel) => `notices/${channel}`;

/** An e-mail address and the id of a channel of Slack are stored as they are; of a URL only its host and an encrypted form, with the signing secret of a webhook. */
export function storedTarget(
  channel: NoticeChannel,
  given: string,
  authSecret: string,
  signingSecret: string | null = null,
): StoredTarget {
  if (channel === 'app') {
    const target = given.toLowerCase() || EVERYBODY;
    return { target, targetKey: keyOf(channel, target), encrypted: null };
  }
  if (channel === 'email') return { target: given, targetKey: keyOf(channel, given.toLowerCase()), encrypted: null };
  if (channel === 'slack' && isSlackChannel(given))
    return { target: given, targetKey: keyOf(channel, given), encrypted: null };
  const { host } = new URL(given);
  const secret = channel === 'webhook' ? JSON.stringify({ to: given, signingSecret }) : given;
  const encrypted = encryptSecret(authSecret, purposeOf(channel), secret);
  return { target: `${host}/…${given.slice(-4)}`, targetKey: keyOf(channel, given), encrypted };
}

/** Where to send; null if it was encrypted with another AUTH_SECRET. */
export function readTarget(
  channel: NoticeChannel,
  { target, encrypted }: Pick<StoredTarget, 'target' | 'encrypted'>,
  authSecret: string | null,
): Destination | null {
  if (channel === 'email' || channel === 'app' || (channel === 'slack' && isSlackChannel(target)))
    return { to: target, signingSecret: null };
  const secret = encrypted && authSecret ? decryptSecret(authSecret, purposeOf(channel), encrypted) : null;
  if (secret === null) return null;
  return channel === 'webhook' ? (JSON.parse(secret) as Destination) : { to: secret, signingSecret: null };
}

function keyOf(channel: NoticeChannel, given: string): string {
  return hash('sha256', `fairlead target ${channel} ${given}`);
}
