import { setTimeout as sleep } from 'node:timers/promises';
import { accented } from '#lib/emulator/accent/accent.ts';
import { Random } from '#lib/emulator/world/random.ts';
import type { ProviderName } from '#lib/emulator/world/shipment-timeline.ts';
import { type Call, json, type Reply } from './call.ts';
import { renotate } from './notation.ts';
import type { State } from './state.ts';
import { changeRecord } from './unannounced-changes.ts';

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
  /** A shipment changes before a later page of a list is read, so that rows move between pages. */
  movingRows: number;
  /** Objects with the same content in another notation: offsets, empty texts, the order of lists. */
  notation: number;
  /** Values that are written as other systems would write them (`lib/emulator/accent`). */
  accent: number;
  /** Milliseconds between performing a request and responding. */
  lagMs: number;
  /** The request is performed, but the response is lost: 502. */
  loseResponse: number;
  /** Every response is 503. */
  unavailable: boolean;
  /** Paths that end with this are forbidden: 403. Empty for none. */
  forbid: string;
};

export const NO_FAULTS: Faults = {
  throttle: 0,
  retryAfter: 1,
  fail: 0,
  slow: 0,
  slowMs: 300,
  movingRows: 0,
  notation: 0,
  accent: 0,
  lagMs: 0,
  loseResponse: 0,
  unavailable: false,
  forbid: '',
};

function errorReply(provider: ProviderName, status: number, code: string, headers: Record<string, string> = {}): Reply {
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
export class FaultInjector {
  readonly #provider: ProviderName;
  readonly #state: State;
  readonly #random: Random;
  readonly faults: Faults;

  constructor(provider: ProviderName, state: State, faults: Partial<Faults>, seed: string | number) {
    this.#provider = provider;
    this.#state = state;
    this.#random = new Random(`faults/${provider}/${seed}`);
    this.faults = { ...NO_FAULTS, ...faults };
  }

  #refusal(path: string): Reply | null {
    const { throttle, retryAfter, fail, unavailable, forbid } = this.faults;
    if (forbid !== '' && path.endsWith(forbid)) return errorReply(this.#provider, 403, 'forbidden');
    if (unavailable) return errorReply(this.#provider, 503, 'service_unavailable');
    if (this.#random.chance(throttle)) {
      return errorReply(this.#provider, 429, 'too_many_requests', { 'Retry-After': String(retryAfter) });
    }
    if (!this.#random.chance(fail)) return null;
    const status = this.#random.pick([500, 502, 503]);
    return status === 502 ? GATEWAY : errorReply(this.#provider, status, 'server_error');
  }

  #changeShipment(): void {
    const state = this.#state;
    const ids = (this.#provider === 'flexport' ? state.freights() : state.loads()).map(({ id }) => String(id));
    if (ids.length === 0) return;
    const [id, days, now] = [this.#random.pick(ids), this.#random.int(1, 5), state.now];
    state.change(id, (records) => changeRecord(records, days, now));
  }

  /** Responds to a request with `answer`, or with a fault. */
  async handle(call: Call, answer: () => Reply): Promise<Reply> {
    const { slow, slowMs, movingRows, lagMs, loseResponse } = this.faults;
    if (this.#random.chance(slow)) await sleep(slowMs);
    const refusal = this.#refusal(call.path);
    if (refusal) return refusal;
    if (this.#random.chance(movingRows) && isLaterPage(call)) this.#changeShipment();
    const reply = answer();
    if (lagMs > 0) await sleep(lagMs);
    if (this.#random.chance(loseResponse)) return GATEWAY;
    return reply.status === 200 ? this.#renotate(reply) : reply;
  }

  /** The same response in other notations. */
  #renotate(reply: Reply): Reply {
    const { notation, accent } = this.faults;
    if (notation === 0 && accent === 0) return reply;
    const answer = renotate(JSON.parse(reply.text), notation, this.#random);
    return { ...reply, text: JSON.stringify(accented(answer, accent, this.#random)) };
  }
}
