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
  /**
   * Calls `start` now or when it is the request's turn, or `refuse`; neither when the client leaves before that. The turn of
   * the request is over when `start` calls `done`, or when its response closes.
   */
  admit(response: ServerResponse, start: (done: () => void) => void, refuse: () => void): void;
  working(): number;
};

type Waiting = { start: () => void; leave: () => void };
type Start = (done: () => void) => void;

/** Lets only so many requests be worked on at once, first come, first served. */
export function admission(limits: AdmissionLimits): Admission {
  const line = new Set<Waiting>();
  let working = 0;

  const begin = (response: ServerResponse, start: Start) => {
    working += 1;
    let over = false;
    const done = () => {
      if (over) return;
      over = true;
      working -= 1;
      const [next] = line;
      next?.leave();
      next?.start();
    };
    response.once('close', done);
    start(done);
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
