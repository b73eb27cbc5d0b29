import { messageOf } from '#lib/errors.ts';

/** How Slack's Web API is reached. */
export type SlackSettings = {
  /** The token of the bot, `xoxb-…`. */
  token: string;
  /** `https://slack.com/api` but in tests. */
  apiUrl: string;
};

/** What a call returned. `unclear`: no answer, or an error of Slack's own; it may have been done. */
export type SlackAnswer =
  | { ok: true; body: Record<string, unknown> }
  | { ok: false; error: string; unclear: boolean; afterSeconds: number | null };

const TIMEOUT_MS = 10_000;

/** Errors that concern Slack, not the call: it may have been done. */
const UNCLEAR = new Set(['internal_error', 'fatal_error', 'service_unavailable', 'request_timeout']);

/** The longest pause that Slack may request. */
const MAX_RETRY_AFTER_SECONDS = 3_600;

/** Calls a method of the Web API; those that only read take a form, not JSON. Never rejects. */
export async function callSlack(
  { token, apiUrl }: SlackSettings,
  method: string,
  body: object | URLSearchParams,
  timeoutMs = TIMEOUT_MS,
): Promise<SlackAnswer> {
  const isForm = body instanceof URLSearchParams;
  try {
    const response = await fetch(`${apiUrl}/${method}`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${token}`,
        ...(!isForm && { 'content-type': 'application/json; charset=utf-8' }),
      },
      body: isForm ? body : JSON.stringify(body),
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
    });
    return await answerOf(response);
  } catch (thrown) {
    return { ok: false, error: messageOf(thrown), unclear: true, afterSeconds: null };
  }
}

async function answerOf(response: Response): Promise<SlackAnswer> {
  const seconds = Number(response.headers.get('retry-after'));
  const afterSeconds = seconds > 0 ? Math.min(Math.ceil(seconds), MAX_RETRY_AFTER_SECONDS) : null;
  const { status } = response;
  if (status !== 200) return { ok: false, error: `HTTP ${status}`, unclear: status >= 500, afterSeconds };
  const body = (await response.json()) as Record<string, unknown>;
  if (body.ok === true) return { ok: true, body };
  const error = typeof body.error === 'string' && /^[\w.]{1,60}$/.test(body.error) ? body.error : 'an unknown error';
  return { ok: false, error, unclear: UNCLEAR.has(error), afterSeconds };
}
