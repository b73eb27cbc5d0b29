import { Random } from '#lib/emulator/world/random.ts';
import type { NormalisedEvent } from '#lib/projections/apply.ts';
import type { Json } from './hostile.ts';
import { minimise } from './minimise.ts';
import { breakBytes, mutate } from './mutate.ts';
import type { Corpus, Payload } from './payloads.ts';
import {
  checkChanges,
  type EventOutcome,
  Fault,
  type ProcessedPayload,
  processPayload,
  projectionAfter,
} from './process-payload.ts';

/** A fault with its minimised payload; `number` and the seed reproduce it. */
export type Finding = { fault: string; number: number; payload: string };

/** The result of a campaign: the number of each outcome, and one finding per kind of fault. */
export type CampaignResult = {
  payloads: number;
  events: number;
  outcomes: Map<string, number>;
  findings: Map<string, Finding>;
};

/** One in `MODEL_EACH` payloads is also checked against the schemas of the model, one in `ORDER_EACH` for independence of the order. */
const MODEL_EACH = 10;
const ORDER_EACH = 25;

export function newResult(): CampaignResult {
  return { payloads: 0, events: 0, outcomes: new Map(), findings: new Map() };
}

/** Runs the payloads of a seed with the numbers from `from` up to, not including, `to`, and adds their outcomes to `result`. */
export function runCampaign(corpus: Corpus, seed: string, from: number, to: number, result: CampaignResult): void {
  for (let number = from; number < to; number += 1) {
    const random = new Random(`${seed}/${number}`);
    if (number % ORDER_EACH === 0) recordFinding(result, number, () => checkOrder(corpus, random, result));
    else recordFinding(result, number, () => runOne(corpus, random, number, result));
    result.payloads += 1;
  }
}

type FaultWithPayload = { fault: string; payload: string };

function recordFinding(result: CampaignResult, number: number, act: () => FaultWithPayload | null): void {
  const found = act();
  if (found && !result.findings.has(found.fault)) result.findings.set(found.fault, { ...found, number });
}

function count({ outcomes }: CampaignResult, { outcome, reason }: EventOutcome): void {
  const name = reason === '' ? outcome : `${outcome}: ${reason}`;
  outcomes.set(name, (outcomes.get(name) ?? 0) + 1);
}

type Mutated = { value: Json; body: Uint8Array };

/** A mutated payload and its bytes. */
function mutated({ source, text, places, bytes }: Payload, { lend }: Corpus, random: Random): Mutated {
  const value = JSON.parse(text) as Json;
  mutate(value, places, random, (name) => lend(name, random.int(0, 1_000)));
  const body = bytes(value);
  // Only webhooks can have broken bytes: the envelope of a snapshot is written by the product.
  return { value, body: source === 'webhook' ? breakBytes(body, random) : Buffer.from(body) };
}

function runOne(corpus: Corpus, random: Random, number: number, result: CampaignResult): FaultWithPayload | null {
  const payload = random.pick(corpus.payloads);
  const { value, body } = mutated(payload, corpus, random);
  const act = (bytes: Uint8Array): ProcessedPayload => {
    const processed = processPayload(payload, bytes);
    if (number % MODEL_EACH === 1) processed.events.forEach(checkChanges);
    return processed;
  };
  try {
    const { outcomes } = act(body);
    result.events += outcomes.length;
    for (const outcome of outcomes) count(result, outcome);
    return null;
  } catch (thrown) {
    if (!(thrown instanceof Fault)) throw thrown;
    if (result.findings.has(thrown.message)) return null;
    const fails = (one: Json) => faultOf(() => act(Buffer.from(payload.bytes(one)))) === thrown.message;
    const shown = fails(value) ? payload.bytes(minimise(value, fails)) : Buffer.from(body).toString();
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

/** Applies some mutated payloads of one shipment in order and shuffled: the projections must be identical. */
function checkOrder(corpus: Corpus, random: Random, result: CampaignResult): FaultWithPayload | null {
  const shipment = random.pick(corpus.byShipment);
  const chosen = Array.from({ length: random.int(2, 5) }, () => random.pick(shipment));
  const values = chosen.map((payload) => ({ payload, ...mutated(payload, corpus, random) }));
  const eventsOf = (bodies: readonly (readonly [Payload, Uint8Array])[]) =>
    bodies.flatMap(([payload, body], at) => processPayload(payload, body).events.map((event) => withOwnKey(event, at)));
  const order = values.map((_, at) => at).sort(() => random.next() - 0.5);
  try {
    const inOrder = eventsOf(values.map(({ payload, body }) => [payload, body] as const));
    const shuffled = order.flatMap((at) => inOrder.filter(({ id }) => id.endsWith(idOf(at))));
    result.events += inOrder.length;
    for (const _ of inOrder) count(result, { outcome: 'processed', reason: '' });
    if (inOrder.length < 2 || projectionAfter(inOrder) === projectionAfter(shuffled)) return null;
    return { fault: 'the projection depends on the order of events', payload: JSON.stringify(inOrder) };
  } catch (thrown) {
    const fault = thrown instanceof Fault ? thrown.message : `in order: ${String(thrown)}`;
    return { fault, payload: values.map(({ body }) => Buffer.from(body).toString()).join('\n') };
  }
}

const idOf = (at: number) => String(at).padStart(12, '0');

/** Gives each event its own key and learned time, since the same key with other content would be another version. */
function withOwnKey(event: NormalisedEvent, at: number): NormalisedEvent {
  return {
    ...event,
    id: `00000000-0000-8000-8000-${idOf(at)}`,
    key: `${event.key}#${at}`,
    learnedAt: `2026-02-2${at}T10:00:30.000Z`,
  };
}
