import type { Sql, Transaction } from '#db/client.ts';
import { LINK_ACTION_LABELS, LINK_ACTIONS, type LinkAction } from '#lib/model/link-action.ts';
import { actionToken } from './action-token.ts';
import type { NoticeSettings } from './notice-settings.ts';

/** The links of an e-mail about an exception: pages with one button each. */
export type ActionLinks = { text: string; link: string }[];

/**
 * The links by which the recipient of an e-mail acts on an exception. Empty if the address of this installation is not configured, or the
 * recipient (an e-mail address) is not a user who may act on exceptions.
 */
export async function actionLinks(
  sql: Sql | Transaction,
  { appUrl, authSecret }: Pick<NoticeSettings, 'appUrl' | 'authSecret'>,
  { exceptionId, recipient }: { exceptionId: string; recipient: string },
): Promise<ActionLinks> {
  if (!appUrl || !authSecret) return [];
  const [user] = await sql<{ id: string }[]>`
    select id from users where email = ${recipient.toLowerCase()} and removed_at is null and role in ('operator', 'admin')`;
  if (!user) return [];
  const linkOf = (action: LinkAction) =>
    `${appUrl}/act/${actionToken({ exceptionId, userId: user.id, action }, authSecret)}`;
  return LINK_ACTIONS.map((action) => ({ text: LINK_ACTION_LABELS[action], link: linkOf(action) }));
}
