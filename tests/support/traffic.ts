import { setTimeout as sleep } from 'node:timers/promises';
import { deliver, departure, signed } from './signed.ts';

export type Traffic = {
  /** Ids of the deliveries answered 200 so far. */
  acknowledged: string[];
  /** How often each other status was answered; 0 is no response. */
  refused: Map<number, number>;
  /** Whether every 503 so far had Retry-After. */
  sendsRetryAfter: boolean;
  stop(): Promise<void>;
};

/** Delivers different signed events without pause over a few connections. Failed deliveries are not retried. */
export function traffic(url: string, prefix: string, connections = 8): Traffic {
  let running = true;
  let next = 0;
  const state: Omit<Traffic, 'stop'> = { acknowledged: [], refused: new Map(), sendsRetryAfter: true };
  const refuse = (status: number) => state.refused.set(status, (state.refused.get(status) ?? 0) + 1);
  const sender = async () => {
    while (running) {
      next += 1;
      const id = `${prefix}-${next}`;
      const body = departure(
        id,
        `SHP-${prefix}-${next % 50}`,
        `2026-03-12T${String(next % 24).padStart(2, '0')}:00:00Z`,
      );
      try {
        const answer = await deliver(url, 'flexport', body, signed(body));
        if (answer.status === 200) state.acknowledged.push(id);
        else refuse(answer.status);
        if (answer.status === 503 && answer.retryAfter === null) state.sendsRetryAfter = false;
      } catch {
        refuse(0);
        await sleep(20);
      }
    }
  };
  const senders = Array.from({ length: connections }, sender);
  return Object.assign(state, {
    async stop() {
      running = false;
      await Promise.all(senders);
    },
  });
}
