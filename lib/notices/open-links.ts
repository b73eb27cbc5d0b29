import { sql } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import type { NoticeChannel } from '#lib/model/notice.ts';
import type { Message } from './message.ts';
import type { NoticeSettings } from './notice-settings.ts';
import { readSignedToken, signToken, uuidBytes, uuidOf } from './signed-token.ts';

type Settings = Pick<NoticeSettings, 'appUrl' | 'authSecret'>;

const PURPOSE = 'fairlead links of messages';
const UUID_BYTES = 16;
const SIGNATURE_BYTES = 16;

/** Whether it is known when the recipient of a message of a channel opens it. */
export function canBeOpened({ appUrl, authSecret }: Settings, channel: NoticeChannel): boolean {
  return channel === 'app' || (channel !== 'webhook' && appUrl !== null && authSecret !== null);
}

/** The message with links that count that it was opened and then lead to the same pages. `id`: of the notice or digest. */
export function withOpenLinks({ appUrl, authSecret }: Settings, id: string, message: Message): Message {
  if (!appUrl || !authSecret) return message;
  const opening = (link: string | null) => {
    if (!link?.startsWith(`${appUrl}/`)) return link;
    const content = Buffer.concat([uuidBytes(id), Buffer.from(link.slice(appUrl.length))]);
    return `${appUrl}/open/${signToken(PURPOSE, content, authSecret)}`;
  };
  const facts = message.facts.map((fact) => (fact.link ? { ...fact, link: opening(fact.link) } : fact));
  return { ...message, link: opening(message.link), facts };
}

/** The message and the path of this site to which a link leads; null if it was not signed with this AUTH_SECRET. */
export function readOpenLink(token: string, authSecret: string): { id: string; path: string } | null {
  const length = Math.floor((token.length * 3) / 4) - SIGNATURE_BYTES;
  const content = length > UUID_BYTES ? readSignedToken(PURPOSE, length, token, authSecret) : null;
  return content && { id: uuidOf(content.subarray(0, UUID_BYTES)), path: content.toString('utf8', UUID_BYTES) };
}

/** Records that a message was opened: its notice, or those of its digest. A second time changes nothing. */
export async function recordOpened(db: Database, id: string): Promise<void> {
  await db.execute(sql`
    update notices set opened_at = now()
    where (id = ${id} or digest_id = ${id}) and state = 'sent' and opened_at is null`);
}
