import { setTimeout as sleep } from 'node:timers/promises';
import { messageOf, Unavailable, Unreadable } from '#lib/errors.ts';
import type { ApiAnswer, ApiRequest, Call } from './api.ts';

/** The outcome of one attempt. `retryAfter` is the pause that the API requested, milliseconds. */
export type HttpAttempt = { failed: string | null; retryAfter?: number | undefined };

/** Hooks for rate limit and circuit breaker, and limits; all have defaults. */
export type HttpOptions = {
  /** Waits until a request may be sent, or throws `Unavailable` while none may. */
  before?: () => Promise<void>;
  /** Receives the outcome of each attempt: `failed` is null when the API answered, whatever its status. */
  after?: (attempt: HttpAttempt) => Promise<void>;
  /** Timeout of a request with its whole answer, milliseconds. */
  timeout?: number;
  /** How often a repeatable request is sent at most. */
  attempts?: number;
  /** Milliseconds before the first repetition, at most; doubles with each. */
  delay?: number;
  /** 0 to 1: the share of the delay that is waited, for jitter. */
  random?: () => number;
};

/** A longer wait is left to the next run. */
const MAX_WAIT_MS = 120_000;
/** The longest pause before a repetition, unless the API named a longer one. */
const MAX_DELAY_MS = 30_000;

/** A client for one host. Of the provider's links only path and query are used, so no request goes to another host. */
export function createHttpClient(base: string, options: HttpOptions = {}): Call {
  const { before, after, attempts = 5, delay = 500, random = Math.random, timeout = 30_000 } = options;
  const clock = providerClock();
  return async (request) => {
    const url = new URL(base + request.path);
    if (url.origin !== new URL(base).origin) throw new Unreadable(`${request.path} is not a path`);
    const repeatable = request.repeatable ?? request.method === 'GET';
    const patient = repeatable || request.repeatable === undefined;
    for (let attempt = 1; ; attempt += 1) {
      await before?.();
      const sent = await send(url, request, timeout);
      await after?.({ failed: sent.ok || sent.throttled ? null : sent.reason, retryAfter: sent.retryAfter });
      if (sent.ok) return readAnswer(request, sent, clock(sent));
      const wait = Math.max(sent.retryAfter ?? 0, random() * Math.min(delay * 2 ** (attempt - 1), MAX_DELAY_MS));
      // A throttled request was not processed.
      if (!(repeatable || (sent.throttled && patient)) || attempt >= attempts || wait > MAX_WAIT_MS) {
        throw new Unavailable(`${request.method} ${url.pathname}: ${sent.reason}`);
      }
      await sleep(wait);
    }
  };
}

type Received = {
  ok: true;
  status: number;
  type: string;
  text: string;
  date: string | null;
  begun: number;
  retryAfter?: undefined;
};
type Failed = { ok: false; reason: string; throttled: boolean; retryAfter?: number };

async function send(url: URL, { method, headers, body }: ApiRequest, timeout: number): Promise<Received | Failed> {
  const begun = Date.now();
  try {
    const isForm = body instanceof URLSearchParams;
    const response = await fetch(url, {
      method,
      redirect: 'manual',
      signal: AbortSignal.timeout(timeout),
      headers: {
        accept: 'application/json',
        ...(body !== undefined && !isForm && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: isForm ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    const { status } = response;
    if (status === 429 || status >= 500) {
      const retryAfter = retryAfterOf(response.headers.get('retry-after'));
      return { ok: false, reason: `answered ${status}`, throttled: status === 429, ...(retryAfter && { retryAfter }) };
    }
    const type = response.headers.get('content-type') ?? '';
    return { ok: true, status, type, text, date: response.headers.get('date'), begun };
  } catch (thrown) {
    return { ok: false, reason: reasonOf(thrown, timeout), throttled: false };
  }
}

/** The reason of a connection error is in its cause. */
function reasonOf(thrown: unknown, timeout: number): string {
  if (thrown instanceof Error && thrown.name === 'TimeoutError') return `no answer within ${timeout / 1_000} s`;
  return messageOf(thrown instanceof Error && thrown.cause ? thrown.cause : thrown);
}

/** Seconds, or a date by the sender's clock; milliseconds from now. */
function retryAfterOf(header: string | null): number | undefined {
  if (header === null) return undefined;
  const wait = /^\d+$/.test(header) ? Number(header) * 1_000 : Date.parse(header) - Date.now();
  return Number.isFinite(wait) && wait > 0 ? wait : undefined;
}

/** If the difference grows by more than this at once, a clock was set. */
const MAX_DRIFT_MS = 120_000;

/**
 * Computes when a request reached the API by the API's clock, never later than it did. The `Date` header is in whole seconds and
 * was written between the request and the end of the answer, so each answer gives a lower and an upper bound for how far that
 * clock is ahead of ours. The largest lower bound is used, until an answer contradicts it by far, which means that a clock was
 * set.
 */
function providerClock() {
  let ahead: number | null = null;
  return ({ date, begun }: Received): string => {
    const there = Date.parse(date ?? '');
    if (!Number.isNaN(there)) {
      const least = there - Date.now();
      const isSet = ahead !== null && ahead > there + 1_000 - begun + MAX_DRIFT_MS;
      ahead = isSet ? least : Math.max(ahead ?? least, least);
    }
    return new Date(begun + (ahead ?? 0)).toISOString();
  };
}

function readAnswer({ method, path }: ApiRequest, { status, type, text }: Received, requestedAt: string): ApiAnswer {
  if (status >= 300 && status < 400) throw new Unreadable(`${method} ${path} leads elsewhere (${status})`);
  if (text === '') return { status, body: null, requestedAt };
  if (!type.includes('json'))
    throw new Unreadable(`${method} ${path} answered ${status} with ${type || 'no type'}, not JSON`);
  try {
    return { status, body: JSON.parse(text), requestedAt };
  } catch {
    throw new Unreadable(`${method} ${path} answered ${status} with broken JSON`);
  }
}
