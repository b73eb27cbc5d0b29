type Bucket = { failures: number; until: number };

/** Keys at most; beyond that the oldest are forgotten, so that an attacker cannot fill the memory. */
const CAPACITY = 10_000;

/**
 * Counts failures per key over a window of time, in the memory of this process. Good against guessing; it is not the
 * last line of defence, because each process counts alone and a restart forgets.
 */
export class Throttle {
  private readonly buckets = new Map<string, Bucket>();
  private readonly limit: number;
  private readonly windowMs: number;

  constructor(limit: number, windowMs: number) {
    this.limit = limit;
    this.windowMs = windowMs;
  }

  /** Milliseconds until this key may try again; 0 when it may try now. */
  wait(key: string, at = Date.now()): number {
    const bucket = this.buckets.get(key);
    if (!bucket || bucket.until <= at || bucket.failures < this.limit) return 0;
    return bucket.until - at;
  }

  /** Counts an attempt. Called before the check, so that parallel guesses cannot all slip through. */
  count(key: string, at = Date.now()): void {
    const bucket = this.buckets.get(key);
    const open = bucket && bucket.until > at;
    this.buckets.delete(key);
    this.buckets.set(key, {
      failures: open ? bucket.failures + 1 : 1,
      until: open ? bucket.until : at + this.windowMs,
    });
    if (this.buckets.size > CAPACITY) {
      const oldest = this.buckets.keys().next();
      if (!oldest.done) this.buckets.delete(oldest.value);
    }
  }

  /** Forgets the key: it proved who it is. */
  clear(key: string): void {
    this.buckets.delete(key);
  }
}
