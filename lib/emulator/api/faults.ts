import { setTimeout as sleep } from 'node:timers/promises';
import { accented } from '#lib/emulator/accent/accent.ts';
import { Random } from '#lib/emulator/world/random.ts';
import type { ProviderName } from '#lib/emulator/world/shipment-timeline.ts';
import { type Call, json, type Reply } from './call.ts';
import { respell } from './notation.ts';
import { alter } from './silent-changes.ts';
import type { State } from './state.ts';

/** The faults of an emulated API. Shares of the requests, from 0 to 1; they may be changed at any time. */
export type Faults = {
  /** 429 with `Retry-After`. */
  throttle: number;
  /** The value of `Retry-After`, in seconds. */
  retryAfter: number;
  /** 500, 502 or 503. */
  fail: number;
  /** A delayed response. */
  slow: number;
  slowMs: number;
  /** Before a later page of a list, some shipment changes, so that rows move. */
  restless: number;
  /** Objects with the same content in another notation: offsets, empty texts, the order of lists. */
  notation: number;
  /** Values that are written as other systems would write them (`lib/emulator/accent`). */
  accent: number;
  /** Milliseconds between performing a request and responding. */
  lagMs: number;
  /** The request is performed, but the response is lost: 502. */
  mute: number;
  /** Every response is 503. */
  dead: boolean;
  /** Paths that end with this are forbidden: 403. Empty for none. */
  forbid: string;
};

export const WELL: Faults = {
  throttle: 0,
  retryAfter: 1,
  fail: 0,
  slow: 0,
  slowMs: 300,
  restless: 0,
  notation: 0,
  accent: 0,
  lagMs: 0,
  mute: 0,
  dead: false,
  forbid: '',
};

function trouble(provider: ProviderName, status: number, code: string, headers: Record<string, string> = {}): Reply {
  const message = 'Try again later';
  const body = provider === 'mvmnt' ? { error: code, message } : { errors: [{ code, message }] };
  return json(status, body, headers);
}

const GATEWAY: Reply = {
  status: 502,
  headers: { 'Content-Type': 'text/html' },
  text: '<html><body><h1>502 Bad Gateway</h1></body></html>',
};

function isLaterPage({ query, text }: Call): boolean {
  return Number(query.get('page') ?? 1) > 1 || /"cursor":"/.test(text);
}

/** Applies the faults; the same seed and the same order of requests give the same faults. */
export class Gremlin {
  readonly #provider: ProviderName;
  readonly #state: State;
  readonly #random: Random;
  readonly faults: Faults;

  constructor(provider: ProviderName, state: State, faults: Partial<Faults>, seed: string | number) {
    this.#provider = provider;
    this.#state = state;
    this.#random = new Random(`faults/${provider}/${seed}`);
    this.faults = { ...WELL, ...faults };
  }

  #refusal(path: string): Reply | null {
    const { throttle, retryAfter, fail, dead, forbid } = this.faults;
    if (forbid !== '' && path.endsWith(forbid)) return trouble(this.#provider, 403, 'forbidden');
    if (dead) return trouble(this.#provider, 503, 'service_unavailable');
    if (this.#random.chance(throttle)) {
      return trouble(this.#provider, 429, 'too_many_requests', { 'Retry-After': String(retryAfter) });
    }
    if (!this.#random.chance(fail)) return null;
    const status = this.#random.pick([500, 502, 503]);
    return status === 502 ? GATEWAY : trouble(this.#provider, status, 'server_error');
  }

  #unsettle(): void {
    const state = this.#state;
    const ids = (this.#provider === 'flexport' ? state.freights() : state.loads()).map(({ id }) => String(id));
    if (ids.length === 0) return;
    const [id, days, now] = [this.#random.pick(ids), this.#random.int(1, 5), state.now];
    state.change(id, (records) => alter(records, days, now));
  }

  /** Lets a request through to `answer`, or answers in its place. */
  async handle(call: Call, answer: () => Reply): Promise<Reply> {
    const { slow, slowMs, restless, lagMs, mute } = this.faults;
    if (this.#random.chance(slow)) await sleep(slowMs);
    const refusal = this.#refusal(call.path);
    if (refusal) return refusal;
    if (this.#random.chance(restless) && isLaterPage(call)) this.#unsettle();
    const reply = answer();
    if (lagMs > 0) await sleep(lagMs);
    if (this.#random.chance(mute)) return GATEWAY;
    return reply.status === 200 ? this.#respelt(reply) : reply;
  }

  /** The same answer in other notations. */
  #respelt(reply: Reply): Reply {
    const { notation, accent } = this.faults;
    if (notation === 0 && accent === 0) return reply;
    const answer = respell(JSON.parse(reply.text), notation, this.#random);
    return { ...reply, text: JSON.stringify(accented(answer, accent, this.#random)) };
  }
}
