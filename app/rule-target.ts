import { database } from '#db/client.ts';
import { listUsers } from '#db/queries/users.ts';
import { env } from '#lib/env.ts';
import { EVERYBODY, isSlackChannel, type Recipient } from '#lib/model/recipient.ts';
import { targetProblem } from '#lib/model/recipient-schema.ts';

/** Why this installation cannot send to a recipient; null if it can. */
export async function problemOfTarget({ channel, target }: Recipient): Promise<string | null> {
  if (channel === 'slack' && isSlackChannel(target) && !env().SLACK_BOT_TOKEN)
    return 'For the id of a channel SLACK_BOT_TOKEN has to be set. The URL of an incoming webhook needs no token.';
  const problem = targetProblem(channel, target, env().NOTICE_PRIVATE_NETWORKS);
  if (problem !== null || channel !== 'app' || target === '' || target === EVERYBODY) return problem;
  const users = await listUsers(database());
  return users.some(({ email }) => email === target.toLowerCase()) ? null : 'There is no user with this address.';
}
