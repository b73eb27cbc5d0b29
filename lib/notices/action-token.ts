import { now } from '#lib/clock.ts';
import { LINK_ACTIONS, type LinkAction } from '#lib/model/link-action.ts';
import { readSignedToken, signToken, uuidBytes, uuidOf } from './signed-token.ts';

/** What a link of an e-mail does: one act of one person on one exception. */
export type ActionSubject = { exceptionId: string; userId: string; action: LinkAction };

const PURPOSE = 'fairlead exception actions';
const UUID_BYTES = 16;
const TIME_BYTES = 6;
const LENGTH = 2 * UUID_BYTES + 1 + TIME_BYTES;

/** How long such a link can be used. */
export const ACTION_LINK_DAYS = 7;

/** The token of a link: exception, person, action, when it was issued, signature. It can do nothing else. */
export function actionToken({ exceptionId, userId, action }: ActionSubject, authSecret: string): string {
  const rest = Buffer.alloc(1 + TIME_BYTES);
  rest.writeUInt8(LINK_ACTIONS.indexOf(action), 0);
  rest.writeUIntBE(Date.parse(now()), 1, TIME_BYTES);
  return signToken(PURPOSE, Buffer.concat([uuidBytes(exceptionId), uuidBytes(userId), rest]), authSecret);
}

/** What a token is for, when it was issued (ISO 8601 UTC), and whether its time is over; null if it was not signed with this AUTH_SECRET. */
export function readActionToken(
  token: string,
  authSecret: string,
): (ActionSubject & { issuedAt: string; isExpired: boolean }) | null {
  const content = readSignedToken(PURPOSE, LENGTH, token, authSecret);
  const action = content && LINK_ACTIONS[content.readUInt8(2 * UUID_BYTES)];
  if (!content || !action) return null;
  const issued = content.readUIntBE(2 * UUID_BYTES + 1, TIME_BYTES);
  return {
    exceptionId: uuidOf(content.subarray(0, UUID_BYTES)),
    userId: uuidOf(content.subarray(UUID_BYTES, 2 * UUID_BYTES)),
    action,
    issuedAt: new Date(issued).toISOString(),
    isExpired: issued + ACTION_LINK_DAYS * 86_400_000 <= Date.parse(now()),
  };
}
