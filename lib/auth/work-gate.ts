/** The queue is full; the work was not done. */
export class Overloaded extends Error {
  override name = 'Overloaded';
}

export type GateLimits = {
  /** Concurrent calls. */
  working: number;
  /** Waiting calls, for each of the two queues. */
  waiting: number;
};

/**
 * Limits work that costs much time and memory. Known clients have a queue of their own, which goes first, so a flood of strangers
 * fills only the other one.
 */
export class WorkGate {
  private working = 0;
  private readonly known: (() => void)[] = [];
  private readonly strangers: (() => void)[] = [];
  private readonly limits: GateLimits;

  constructor(limits: GateLimits) {
    this.limits = limits;
  }

  /** Runs the work when it is admitted. Throws `Overloaded` at once if the queue is full. */
  async run<T>(work: () => Promise<T>, isKnown: boolean): Promise<T> {
    if (this.working < this.limits.working) this.working += 1;
    else await this.turn(isKnown ? this.known : this.strangers);
    try {
      return await work();
    } finally {
      const next = this.known.shift() ?? this.strangers.shift();
      // The slot is handed over directly, so that no later call takes it.
      if (next) next();
      else this.working -= 1;
    }
  }

  private turn(queue: (() => void)[]): Promise<void> {
    if (queue.length >= this.limits.waiting) throw new Overloaded('too many passwords are being checked');
    return new Promise((resolve) => queue.push(resolve));
  }
}
