import type { Store } from '#lib/inbox/store.ts';
import type { Problem } from '#lib/problem.ts';
import type { HeaderMap } from '#lib/providers/contract.ts';

/** A request at one of the doors, its body read in full and untouched. `receivedAt` is ISO 8601 UTC. */
export type Arrival = { headers: HeaderMap; body: Uint8Array; receivedAt: string; remote: string };

/** What to answer; `retryAfter` in seconds. */
export type Answer =
  | { status: 200; body: { received: true; delivery: string; events: number; duplicate?: true } }
  | { status: 400 | 401 | 413 | 415 | 503; body: Problem; retryAfter?: number };

/** What `receive` needs besides the request: the inbox, the provider's active secrets, and who takes note of what came of it. */
export type ReceiveContext = {
  store: Store;
  secrets: readonly string[];
  reject: (reason: string) => void;
  /** A delivery was stored: which secret vouched for it, and how long that took, in milliseconds. */
  acknowledge: (secret: string, milliseconds: number) => void;
};
