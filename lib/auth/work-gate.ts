/** More work waits than will be done; nothing was done. */
export class Overloaded extends Error {
  override name = 'Overloaded';
}

export type GateLimits = {
  /** Pieces of work at a time. */
  working: number;
  /** Pieces that wait, for each of the two queues. */
  waiting: number;
};

/**
 * Bounds work that costs much time and memory. Those who are known wait in a queue of their own, which goes first: a flood
 * of strangers fills the other one only.
 */
export class WorkGate {
  private working = 0;
  private readonly known: (() => void)[] = [];
  private readonly strangers: (() => void)[] = [];
  private readonly limits: GateLimits;

  constructor(limits: GateLimits) {
    this.limits = limits;
  }

  /** Does the work when its turn comes. Throws `Overloaded` at once when the queue is full. */
  async run<T>(work: () => Promise<T>, isKnown: boolean): Promise<T> {
    if (this.working < this.limits.working) this.working += 1;
    else await this.turn(isKnown ? this.known : this.strangers);
    try {
      return await work();
    } finally {
      const next = this.known.shift() ?? this.strangers.shift();
      // The place is handed over; nobody who comes in between can take it.
      if (next) next();
      else this.working -= 1;
    }
  }

  private turn(queue: (() => void)[]): Promise<void> {
    if (queue.length >= this.limits.waiting) throw new Overloaded('too many passwords are being checked');
    return new Promise((resolve) => queue.push(resolve));
  }
}
