import { database } from '#db/client.ts';
import { respond } from '#lib/api/respond.ts';
import { currentUser } from '#lib/auth/require-user.ts';
import { countUnread, ownNotices } from '#lib/notices/own-notices.ts';
import { problem } from '#lib/problem.ts';

export const dynamic = 'force-dynamic';

/** As many as browsers show at once. */
const LATEST = 5;

/** The number of unread notices of the signed-in user, and the latest ones, for the bell. */
export async function GET(): Promise<Response> {
  const user = await currentUser();
  if (!user) return respond(401, problem(401, 'Sign in to read notices'));
  const [unread, latest] = await Promise.all([countUnread(database(), user), ownNotices(database(), user, LATEST)]);
  return respond(200, { unread, latest });
}
