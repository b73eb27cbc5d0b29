import { hash } from 'node:crypto';
import { and, eq, isNull } from 'drizzle-orm';
import { database, type Transaction } from '#db/client.ts';
import { type ExceptionItem, getException } from '#db/queries/exceptions.ts';
import { usedActionLinks as used, users } from '#db/schema/index.ts';
import { includesRole, parseRole } from '#lib/auth/roles.ts';
import { env } from '#lib/env.ts';
import type { Words } from '#lib/model/language.ts';
import type { LinkAction } from '#lib/model/link-action.ts';
import { ACTION_LINK_DAYS, readActionToken } from '#lib/notices/action-token.ts';
import { ENGLISH } from '#lib/words/words-of.ts';
import { actOnException } from './act-on-exception.ts';

/** What a link of an e-mail can do now. `person` is an e-mail address. */
export type ActionLink =
  | { state: 'invalid' | 'expired' | 'forbidden' | 'used' }
  | { state: 'ready'; action: LinkAction; person: string; item: ExceptionItem };

/** What came of using a link. `message` is for the person. */
export type LinkOutcome = { ok: boolean; message: string };

/** Finds what a link can do. Changes nothing. */
export async function findActionLink(token: string): Promise<ActionLink> {
  const { AUTH_SECRET } = env();
  const read = AUTH_SECRET ? readActionToken(token, AUTH_SECRET) : null;
  if (!read) return { state: 'invalid' };
  if (read.isExpired) return { state: 'expired' };
  const db = database();
  const [known] = await db
    .select()
    .from(used)
    .where(eq(used.hash, hashOf(token)));
  if (known) return { state: 'used' };
  const [person] = await db
    .select()
    .from(users)
    .where(and(eq(users.id, read.userId), isNull(users.removedAt)));
  // A user who was removed and added again may be another person.
  const mayAct = person && person.createdAt <= read.issuedAt && includesRole(parseRole(person.role), 'operator');
  if (!mayAct) return { state: 'forbidden' };
  const item = await getException(db, read.exceptionId);
  return item ? { state: 'ready', action: read.action, person: person.email, item } : { state: 'invalid' };
}

/** Acts by a link in the name of its recipient. If it changes nothing, the link can be used again. */
export async function followActionLink(token: string, timeZone: string, words: Words = ENGLISH): Promise<LinkOutcome> {
  const { t } = words;
  const link = await findActionLink(token);
  if (link.state !== 'ready') return { ok: false, message: linkProblem(link.state, words) };
  const { action, person, item } = link;
  try {
    const act = { exceptionId: item.id, action, by: person, timeZone };
    const { outcome, reason } = await actOnException(act, (tx) => markUsed(tx, token));
    if (outcome === 'applied') return { ok: true, message: t(DONE[action]) };
    return { ok: false, message: t('Nothing was changed: {reason}.', { reason: t(reason) }) };
  } catch (thrown) {
    if (thrown instanceof UsedBefore) return { ok: false, message: linkProblem('used', words) };
    throw thrown;
  }
}

type Useless = Exclude<ActionLink['state'], 'ready'>;

/** Why a link can do nothing. */
export function linkProblem(state: Useless, { t }: Words): string {
  return t(PROBLEMS[state], { days: ACTION_LINK_DAYS });
}

const PROBLEMS: Record<Useless, string> = {
  invalid: 'This link is not valid. It may be incomplete: copy it from the e-mail.',
  expired: 'This link has expired: it could be used for {days} days.',
  forbidden: 'The recipient of this e-mail may not act on exceptions any more.',
  used: 'This link was used already. It can be used once.',
};

const DONE: Record<LinkAction, string> = {
  acknowledge: 'Acknowledged.',
  assign: 'It is assigned to you.',
  snooze: 'It is snoozed until tomorrow at 09:00.',
};

/** Another request used the link at the same time. */
class UsedBefore extends Error {}

async function markUsed(tx: Transaction, token: string): Promise<void> {
  await tx`delete from used_action_links where used_at < now() - ${`${2 * ACTION_LINK_DAYS} days`}::interval`;
  const [added] = await tx`
    insert into used_action_links (hash, used_at) values (${hashOf(token)}, now()) on conflict do nothing returning hash`;
  if (!added) throw new UsedBefore();
}

function hashOf(token: string): string {
  return hash('sha256', token);
}
