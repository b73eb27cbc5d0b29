import type { Outcome } from '../outcome.ts';
import type { SlackAnswer } from './web-api.ts';

const TOKEN = 'SLACK_BOT_TOKEN does not work: install the app again and set its new token';
const PERMISSION = 'The app may not post: add the scope chat:write and install it again';
const ADMINISTRATOR = 'An administrator of the workspace has to allow the app to post';

/** What no message can be sent with, and what to do: docs.slack.dev/reference/methods/chat.postMessage, errors. */
const STOPPING: Readonly<Record<string, string>> = {
  ...{ invalid_auth: TOKEN, not_authed: TOKEN, account_inactive: TOKEN, token_revoked: TOKEN, token_expired: TOKEN },
  ...{ not_allowed_token_type: 'SLACK_BOT_TOKEN has to be the token of a bot, xoxb-…', missing_scope: PERMISSION },
  ...{ access_denied: ADMINISTRATOR, accesslimited: ADMINISTRATOR, ekm_access_denied: ADMINISTRATOR },
  ...{ team_access_not_granted: ADMINISTRATOR, enterprise_is_restricted: ADMINISTRATOR },
};

const INVITE = 'Invite the bot to the channel, or name another one in the rule';
const POSTING = 'The channel does not let the bot post: change who may post there, or name another one in the rule';

/** What concerns one channel, and what to do. */
const FINAL: Readonly<Record<string, string>> = {
  ...{ not_in_channel: INVITE, channel_not_found: INVITE, no_permission: INVITE },
  is_archived: 'The channel is archived: name another one in the rule',
  ...{ restricted_action: POSTING, restricted_action_read_only_channel: POSTING },
  ...{ restricted_action_non_threadable_channel: POSTING, restricted_action_thread_only_channel: POSTING },
};

/** Slack will accept it later: it has too many requests, or moves the workspace to an organisation. */
const TEMPORARY = new Set([
  ...['HTTP 429', 'ratelimited', 'rate_limited', 'message_limit_exceeded'],
  ...['org_login_required', 'team_added_to_org'],
]);

/** What came of a call that Slack did not accept. */
export function outcomeOfError({ error, unclear, afterSeconds }: Extract<SlackAnswer, { ok: false }>): Outcome {
  const advice = STOPPING[error] ?? FINAL[error];
  const reason = [`Slack: ${error}`, ...(advice ? [advice] : [])].join('. ');
  if (unclear || TEMPORARY.has(error))
    return { result: 'retry', reason, mayBeSent: unclear, ...(afterSeconds !== null && { afterSeconds }) };
  return { result: error in STOPPING ? 'stopped' : 'failed', reason };
}
