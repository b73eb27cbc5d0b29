/** The bytes of one body that is being read. */
export type ByteLease = {
  /** Counts bytes that arrived. False when there is no room: the body must be given up. */
  add(bytes: number): boolean;
  /** Counts bytes that are no longer held. */
  remove(bytes: number): void;
  /** The body is whole; from now on it cannot be given up for the sake of another. */
  hold(): void;
  release(): void;
};

export type ByteBudget = {
  /** `giveUp` is called when the body has to make room; its lease is released by then. */
  lease(giveUp: () => void): ByteLease;
  used(): number;
};

/**
 * Bounds the bytes of all bodies in memory together. When a body finds no room, those that have been arriving for the
 * longest are given up first: an honest sender is done within moments, so a slow flood pushes out itself.
 */
export function byteBudget(limit: number): ByteBudget {
  const budget = new Budget(limit);
  return {
    used: () => budget.used,
    lease: (giveUp) => {
      const lease = new Lease(budget, giveUp);
      budget.leases.add(lease);
      return lease;
    },
  };
}

class Budget {
  readonly limit: number;
  /** In the order of arrival. */
  readonly leases = new Set<Lease>();
  used = 0;

  constructor(limit: number) {
    this.limit = limit;
  }

  makeRoom(needed: number, keep: Lease): void {
    for (const lease of this.leases) {
      if (this.used + needed <= this.limit) return;
      if (lease === keep || lease.isHeld || lease.bytes === 0) continue;
      const { giveUp } = lease;
      lease.release();
      giveUp();
    }
  }
}

class Lease implements ByteLease {
  readonly #budget: Budget;
  giveUp: () => void;
  bytes = 0;
  isHeld = false;

  constructor(budget: Budget, giveUp: () => void) {
    this.#budget = budget;
    this.giveUp = giveUp;
  }

  add(bytes: number): boolean {
    const budget = this.#budget;
    if (!budget.leases.has(this)) return false;
    if (budget.used + bytes > budget.limit) budget.makeRoom(bytes, this);
    if (budget.used + bytes > budget.limit) return false;
    this.bytes += bytes;
    budget.used += bytes;
    return true;
  }

  remove(bytes: number): void {
    if (!this.#budget.leases.has(this)) return;
    this.bytes -= bytes;
    this.#budget.used -= bytes;
  }

  hold(): void {
    this.isHeld = true;
  }

  release(): void {
    if (!this.#budget.leases.delete(this)) return;
    this.#budget.used -= this.bytes;
    // A set of V8 keeps what was deleted until a major collection; without this the whole request would hang on it.
    this.giveUp = () => {};
  }
}
