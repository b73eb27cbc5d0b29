import type { Receipt, Store } from '#lib/inbox/store.ts';
import { type Problem, problem } from '#lib/problem.ts';
import type { HeaderMap } from '#lib/providers/contract.ts';

/** A webhook request with its whole, unchanged body. `receivedAt` is ISO 8601 UTC. */
export type Arrival = { headers: HeaderMap; body: Uint8Array; receivedAt: string; remote: string };

/** The answer; `retryAfter` in seconds. */
export type Answer =
  | { status: 200; body: { received: true; delivery: string; events: number; duplicate?: true } }
  | { status: 400 | 401 | 413 | 415 | 503; body: Problem; retryAfter?: number };

/** The answer while the inbox is not available. The delivery may be stored all the same, by a commit that came too late. */
export const NOT_CONFIRMED = problem(
  503,
  'The webhook was not confirmed as stored. Send it again; a duplicate is recognised.',
);

/** What `receive` needs besides the request: the inbox, the provider's valid secrets, and the callbacks for the result. */
export type ReceiveContext = {
  store: Store;
  secrets: readonly string[];
  reject: (reason: string) => void;
  /** A delivery was stored: the secret that verified it, and when it arrived, a time of `performance.now()`. */
  acknowledge: (secret: string, begun: number, receipt: Receipt) => void;
};
