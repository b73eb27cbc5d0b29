import { Random } from '#lib/emulator/world/random.ts';
import type { NormalisedEvent } from '#lib/projections/apply.ts';
import type { Json } from './hostile.ts';
import { checkChanges, Fault, type Judged, judge, shownAfter, type Verdict } from './judge.ts';
import { breakBytes, mutate } from './mutate.ts';
import type { Corpus, Payload } from './payloads.ts';
import { smallest } from './smallest.ts';

/** A fault with the payload that shows it, as small as it could be made; `number` and the seed make it again. */
export type Finding = { fault: string; number: number; payload: string };

/** What came of a campaign: how often each outcome, and what was found, each kind of fault once. */
export type Tally = { payloads: number; events: number; outcomes: Map<string, number>; findings: Map<string, Finding> };

/** One payload in so many is also checked against the schemas of the model, and one for its independence of the order. */
const MODEL_EACH = 10;
const ORDER_EACH = 25;

export function newTally(): Tally {
  return { payloads: 0, events: 0, outcomes: new Map(), findings: new Map() };
}

/** Runs the payloads of a seed from one number up to, not including, another, and adds what came of them to a tally. */
export function runCampaign(corpus: Corpus, seed: string, from: number, to: number, tally: Tally): void {
  for (let number = from; number < to; number += 1) {
    const random = new Random(`${seed}/${number}`);
    if (number % ORDER_EACH === 0) note(tally, number, () => judgeOrder(corpus, random, tally));
    else note(tally, number, () => judgeOne(corpus, random, number, tally));
    tally.payloads += 1;
  }
}

type Found = { fault: string; payload: string };

function note(tally: Tally, number: number, act: () => Found | null): void {
  const found = act();
  if (found && !tally.findings.has(found.fault)) tally.findings.set(found.fault, { ...found, number });
}

function count({ outcomes }: Tally, { outcome, reason }: Verdict): void {
  const name = reason === '' ? outcome : `${outcome}: ${reason}`;
  outcomes.set(name, (outcomes.get(name) ?? 0) + 1);
}

type Mutated = { value: Json; body: Uint8Array };

/** A payload that was changed, with the bytes that come of it. */
function mutated({ source, text, places, bytes }: Payload, { lend }: Corpus, random: Random): Mutated {
  const value = JSON.parse(text) as Json;
  mutate(value, places, random, (name) => lend(name, random.int(0, 1_000)));
  const body = bytes(value);
  // The envelope of a snapshot is written here; only what a stranger sends can be broken.
  return { value, body: source === 'webhook' ? breakBytes(body, random) : Buffer.from(body) };
}

function judgeOne(corpus: Corpus, random: Random, number: number, tally: Tally): Found | null {
  const payload = random.pick(corpus.payloads);
  const { value, body } = mutated(payload, corpus, random);
  const act = (bytes: Uint8Array): Judged => {
    const judged = judge(payload, bytes);
    if (number % MODEL_EACH === 1) judged.said.forEach(checkChanges);
    return judged;
  };
  try {
    const { verdicts } = act(body);
    tally.events += verdicts.length;
    for (const verdict of verdicts) count(tally, verdict);
    return null;
  } catch (thrown) {
    if (!(thrown instanceof Fault)) throw thrown;
    if (tally.findings.has(thrown.message)) return null;
    const fails = (one: Json) => faultOf(() => act(Buffer.from(payload.bytes(one)))) === thrown.message;
    const shown = fails(value) ? payload.bytes(smallest(value, fails)) : Buffer.from(body).toString();
    return { fault: thrown.message, payload: shown };
  }
}

function faultOf(act: () => unknown): string | null {
  try {
    act();
    return null;
  } catch (thrown) {
    return thrown instanceof Fault ? thrown.message : null;
  }
}

/** Applies some changed payloads of one shipment forwards and in another order: what is shown must be the same, byte for byte. */
function judgeOrder(corpus: Corpus, random: Random, tally: Tally): Found | null {
  const shipment = random.pick(corpus.byShipment);
  const chosen = Array.from({ length: random.int(2, 5) }, () => random.pick(shipment));
  const values = chosen.map((payload) => ({ payload, ...mutated(payload, corpus, random) }));
  const events = (bodies: readonly (readonly [Payload, Uint8Array])[]) =>
    bodies.flatMap(([payload, body], at) => judge(payload, body).said.map((event) => asOwn(event, at)));
  const order = values.map((_, at) => at).sort(() => random.next() - 0.5);
  try {
    const said = events(values.map(({ payload, body }) => [payload, body] as const));
    const shuffled = order.flatMap((at) => said.filter(({ id }) => id.endsWith(idOf(at))));
    tally.events += said.length;
    for (const _ of said) count(tally, { outcome: 'processed', reason: '' });
    if (said.length < 2 || shownAfter(said) === shownAfter(shuffled)) return null;
    return { fault: 'what is shown depends on the order of events', payload: JSON.stringify(said) };
  } catch (thrown) {
    const fault = thrown instanceof Fault ? thrown.message : `in order: ${String(thrown)}`;
    return { fault, payload: values.map(({ body }) => Buffer.from(body).toString()).join('\n') };
  }
}

const idOf = (at: number) => String(at).padStart(12, '0');

/** The same id with other content is another version, which is another matter: here each event has a key and a clock of its own. */
function asOwn(event: NormalisedEvent, at: number): NormalisedEvent {
  return {
    ...event,
    id: `00000000-0000-8000-8000-${idOf(at)}`,
    key: `${event.key}#${at}`,
    learnedAt: `2026-02-2${at}T10:00:30.000Z`,
  };
}
