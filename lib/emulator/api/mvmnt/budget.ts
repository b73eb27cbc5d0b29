const MINUTE_MS = 60_000;

/** The requests per minute that all clients of an account share. */
export class Budget {
  readonly #limit: number;
  readonly #clock: () => number;
  #minute = 0;
  #used = 0;

  constructor(limit: number, clock: () => number) {
    this.#limit = limit;
    this.#clock = clock;
  }

  /** Counts one request. `retryAfter` is null within the limit, otherwise seconds. */
  spend(): { headers: Record<string, string>; retryAfter: number | null } {
    const now = this.#clock();
    const minute = Math.floor(now / MINUTE_MS);
    if (minute !== this.#minute) this.#used = 0;
    this.#minute = minute;
    this.#used++;
    const reset = (minute + 1) * MINUTE_MS;
    const headers = {
      'X-RateLimit-Limit': String(this.#limit),
      'X-RateLimit-Remaining': String(Math.max(0, this.#limit - this.#used)),
      'X-RateLimit-Reset': String(reset / 1000),
    };
    return { headers, retryAfter: this.#used > this.#limit ? Math.ceil((reset - now) / 1000) : null };
  }
}
