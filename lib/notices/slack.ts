import { messageOf } from '#lib/errors.ts';
import { isSlackUrl } from '#lib/model/notice-rule.ts';
import { type Message, oneLine } from './message.ts';
import type { Outcome } from './outcome.ts';

const TIMEOUT_MS = 10_000;

/** The longest pause that a target may request. */
const MAX_RETRY_AFTER_SECONDS = 3_600;

/** Answers to a message that can never succeed. */
const FINAL = new Set([400, 401, 403, 404, 410]);

/** Posts a message to a Slack incoming webhook. Redirects are not followed: the URL is the secret of one channel. Never rejects. */
export async function sendToSlack(url: string, message: Message): Promise<Outcome> {
  if (!isSlackUrl(url)) return { result: 'failed', reason: 'The URL is not an https URL' };
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ text: slackText(message), unfurl_links: false }),
      redirect: 'manual',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    return outcomeOf(response, await readError(response));
  } catch (thrown) {
    return { result: 'retry', reason: `Slack did not answer: ${oneLine(messageOf(thrown))}`, mayBeSent: true };
  }
}

function outcomeOf({ status, headers }: Response, error: string): Outcome {
  if (status >= 200 && status < 300) return { result: 'sent', externalRef: null };
  const reason = `Slack answered ${[status, error].filter(Boolean).join(' ')}`;
  if (FINAL.has(status) || (status >= 300 && status < 400)) return { result: 'failed', reason };
  const seconds = Number(headers.get('retry-after'));
  const afterSeconds = seconds > 0 ? Math.min(Math.ceil(seconds), MAX_RETRY_AFTER_SECONDS) : null;
  return { result: 'retry', reason, mayBeSent: status !== 429, ...(afterSeconds !== null && { afterSeconds }) };
}

/** Slack names an error with one word. Anything else is not shown: the URL may lead to another server. */
async function readError(response: Response): Promise<string> {
  const reader = response.body?.getReader();
  const { value } = (await reader?.read()) ?? {};
  await reader?.cancel();
  return /^[a-z_]{1,60}$/.exec(Buffer.from(value ?? []).toString('utf8', 0, 100))?.[0] ?? '';
}

/** The message in Slack's markup. Everything but the links is escaped, so that no text of a provider becomes a mention. */
export function slackText({ headline, explanation, facts, link, footer }: Message): string {
  const title = `*${linked(headline, link)}*`;
  const lines = facts.map((fact) => `${linked(fact.label, fact.link)}: ${escaped(fact.value)}`);
  return [title, explanation && escaped(explanation), ...lines, `_${escaped(footer)}_`].filter(Boolean).join('\n');
}

function linked(text: string, link: string | null | undefined): string {
  return link ? `<${escaped(link)}|${escaped(text)}>` : escaped(text);
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
