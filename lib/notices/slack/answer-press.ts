import { messageOf } from '#lib/errors.ts';
import { log } from '#lib/log.ts';
import type { Press } from './read-press.ts';

const TIMEOUT_MS = 1_000;

/** Where Slack receives answers to pressed buttons. */
const SLACK = 'https://hooks.slack.com';

/** Tells the user who pressed a button, and nobody else, what it did. The act stands also if that fails. */
export async function answerPress({ responseUrl }: Press, text: string, apiUrl: string): Promise<void> {
  const origin = responseUrl && new URL(responseUrl).origin;
  if (!responseUrl || (origin !== SLACK && origin !== new URL(apiUrl).origin)) return;
  try {
    await fetch(responseUrl, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ response_type: 'ephemeral', replace_original: false, text }),
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
  } catch (thrown) {
    log.warn({ reason: messageOf(thrown) }, 'answer to a button in Slack not sent');
  }
}
