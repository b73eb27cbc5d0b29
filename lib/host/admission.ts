import type { ServerResponse } from 'node:http';

export type AdmissionLimits = {
  /** Requests that are worked on at once. */
  working: number;
  /** Requests that may wait for their turn; further ones are refused. */
  waiting: number;
  /** How long one waits at most, milliseconds. */
  waitMs: number;
};

export type Admission = {
  /** Calls `start` now or when it is the request's turn, or `refuse`; neither when the client leaves before that. */
  admit(response: ServerResponse, start: () => void, refuse: () => void): void;
  working(): number;
};

type Waiting = { start: () => void; leave: () => void };

/** Lets only so many requests be worked on at once, first come, first served. A request is over when its response closes. */
export function admission(limits: AdmissionLimits): Admission {
  const line = new Set<Waiting>();
  let working = 0;

  const begin = (response: ServerResponse, start: () => void) => {
    working += 1;
    response.once('close', () => {
      working -= 1;
      const [next] = line;
      next?.leave();
      next?.start();
    });
    start();
  };

  return {
    working: () => working,
    admit(response, start, refuse) {
      if (working < limits.working) return begin(response, start);
      if (line.size >= limits.waiting) return refuse();
      const waiting: Waiting = {
        start: () => begin(response, start),
        leave: () => {
          clearTimeout(timer);
          line.delete(waiting);
          response.off('close', waiting.leave);
        },
      };
      const timer = setTimeout(() => {
        waiting.leave();
        refuse();
      }, limits.waitMs);
      response.once('close', waiting.leave);
      line.add(waiting);
    },
  };
}
