import type { ServerResponse } from 'node:http';

export type AdmissionLimits = {
  /** Requests that are processed at the same time. */
  working: number;
  /** Requests that may wait; further ones are rejected. */
  waiting: number;
  /** Longest wait, milliseconds. */
  waitMs: number;
};

export type Admission = {
  /**
   * Calls `start` when the request is admitted, or `refuse`; neither if the client disconnects before. A request is finished when
   * `start` calls `done`, or when its response closes.
   */
  admit(response: ServerResponse, start: (done: () => void) => void, refuse: () => void): void;
  working(): number;
};

type Waiting = { start: () => void; leave: () => void };
type Start = (done: () => void) => void;

/** Limits how many requests are processed at the same time; the others wait in the order of arrival. */
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
