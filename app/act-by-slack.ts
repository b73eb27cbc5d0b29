import { and, eq, isNull } from 'drizzle-orm';
import { database } from '#db/client.ts';
import { users } from '#db/schema/index.ts';
import { includesRole, parseRole } from '#lib/auth/roles.ts';
import { env } from '#lib/env.ts';
import { log } from '#lib/log.ts';
import type { LinkAction } from '#lib/model/link-action.ts';
import { isTimeZone } from '#lib/model/zone.ts';
import { noticeSettings } from '#lib/notices/notice-settings.ts';
import { findSlackPerson, slackUsersIn } from '#lib/notices/slack/find-person.ts';
import type { Press } from '#lib/notices/slack/read-press.ts';
import { actOnException } from './act-on-exception.ts';

/** Acts on an exception in the name of the user of Fairlead who pressed a button in Slack. Returns what to tell them. */
export async function actBySlack({ userId, exceptionId, action }: Press): Promise<string> {
  const { slack } = noticeSettings(env().raw);
  const person = await findSlackPerson(slack, slackUsersIn(env().SLACK_USERS), userId);
  if (typeof person === 'string') return refused(userId, `It is not known who you are in Fairlead: ${person}.`);
  const [user] = await database()
    .select()
    .from(users)
    .where(and(eq(users.email, person.email), isNull(users.removedAt)));
  if (!user) return refused(userId, `There is no user ${person.email} in Fairlead.`);
  if (!includesRole(parseRole(user.role), 'operator')) return refused(userId, 'You may not act on exceptions.');
  const timeZone = isTimeZone(person.timeZone) ? person.timeZone : 'UTC';
  const { outcome, reason } = await actOnException({ exceptionId, action, by: user.email, timeZone });
  return outcome === 'applied' ? DONE[action] : `Nothing was changed: ${reason}.`;
}

const DONE: Record<LinkAction, string> = {
  acknowledge: 'You acknowledged it.',
  assign: 'It is assigned to you.',
  snooze: 'It is snoozed until tomorrow at 09:00.',
};

function refused(slackUser: string, why: string): string {
  log.warn({ slackUser, why }, 'button in Slack refused');
  return `Nothing was changed. ${why}`;
}
