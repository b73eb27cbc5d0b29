import { callSlack, type SlackSettings } from './web-api.ts';

/** Who a user of Slack is: their e-mail address, and their IANA zone. */
export type SlackPerson = { email: string; timeZone: string };

/** Slack expects an answer to a pressed button within three seconds. */
const TIMEOUT_MS = 1_500;

/** The users of Slack with other addresses than in Fairlead: `U012AB3CD=ada@example.com`, separated by commas. */
export function slackUsersIn(list: string | undefined): Map<string, string> {
  const entries = (list ?? '').split(',').map((entry) => entry.split('=').map((part) => part.trim()));
  return new Map(entries.flatMap(([id, email]) => (id && email ? [[id, email.toLowerCase()] as const] : [])));
}

/** Finds who a user of Slack is: by the setting, else by the address in their profile. A string says why it is unknown. */
export async function findSlackPerson(
  settings: SlackSettings | null,
  mapped: ReadonlyMap<string, string>,
  userId: string,
): Promise<SlackPerson | string> {
  const known = mapped.get(userId);
  if (!settings) return known ? { email: known, timeZone: 'UTC' } : 'SLACK_BOT_TOKEN is not set';
  const answer = await callSlack(settings, 'users.info', new URLSearchParams({ user: userId }), TIMEOUT_MS);
  const { profile, tz } = (answer.ok ? answer.body.user : {}) as { profile?: { email?: unknown }; tz?: unknown };
  const timeZone = typeof tz === 'string' ? tz : 'UTC';
  const email = known ?? (typeof profile?.email === 'string' ? profile.email.toLowerCase() : null);
  if (email !== null) return { email, timeZone };
  return answer.ok ? 'Slack does not show your e-mail address' : `Slack: ${answer.error}`;
}
