import { hash } from 'node:crypto';
import { decryptSecret, encryptSecret } from '#lib/inbox/secret-cipher.ts';
import type { NoticeChannel } from '#lib/model/notice.ts';

/** A target as it is stored. */
export type StoredTarget = { target: string; targetKey: string; encrypted: string | null };

/** What the encryption of a Slack URL is bound to: it decrypts as nothing else. */
const PURPOSE = 'notices/slack';

/** An e-mail address is stored as it is; of a Slack URL only its host and an encrypted form. */
export function storedTarget(channel: NoticeChannel, given: string, authSecret: string): StoredTarget {
  if (channel === 'email') return { target: given, targetKey: keyOf(channel, given.toLowerCase()), encrypted: null };
  const { host } = new URL(given);
  const encrypted = encryptSecret(authSecret, PURPOSE, given);
  return { target: `${host}/…${given.slice(-4)}`, targetKey: keyOf(channel, given), encrypted };
}

/** The address or URL to send to; null if it was encrypted with another AUTH_SECRET. */
export function readTarget(
  channel: NoticeChannel,
  { target, encrypted }: Pick<StoredTarget, 'target' | 'encrypted'>,
  authSecret: string | null,
): string | null {
  if (channel === 'email') return target;
  return encrypted && authSecret ? decryptSecret(authSecret, PURPOSE, encrypted) : null;
}

function keyOf(channel: NoticeChannel, given: string): string {
  return hash('sha256', `fairlead target ${channel} ${given}`);
}
