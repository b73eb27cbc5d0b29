/** The bytes of one body that is being read. */
export type ByteLease = {
  /** Counts bytes that arrived. False if there is no room: the body must be dropped. */
  add(bytes: number): boolean;
  /** Counts bytes that are no longer held. */
  remove(bytes: number): void;
  /** The body is complete; it is not dropped for another one any more. */
  hold(): void;
  release(): void;
};

export type ByteBudget = {
  /** `onDrop` is called if the body has to be dropped for another; its lease is released by then. */
  lease(onDrop: () => void): ByteLease;
  used(): number;
};

/**
 * Limits the bytes of all bodies in memory. When there is no room for a body, those that have been arriving longest are dropped
 * first. Ordinary senders finish within moments, so a slow flood drops itself.
 */
export function byteBudget(limit: number): ByteBudget {
  const budget = new Budget(limit);
  return {
    used: () => budget.used,
    lease: (onDrop) => {
      const lease = new Lease(budget, onDrop);
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
      const { onDrop } = lease;
      lease.release();
      onDrop();
    }
  }
}

class Lease implements ByteLease {
  readonly #budget: Budget;
  onDrop: () => void;
  bytes = 0;
  isHeld = false;

  constructor(budget: Budget, onDrop: () => void) {
    this.#budget = budget;
    this.onDrop = onDrop;
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
    // V8 keeps deleted set entries until a major collection; without this they would keep the whole request in memory.
    this.onDrop = () => {};
  }
}
