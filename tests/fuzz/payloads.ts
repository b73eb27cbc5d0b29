import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FlexportApi } from '#lib/emulator/api/flexport/api.ts';
import { MvmntApi } from '#lib/emulator/api/mvmnt/api.ts';
import { CREDENTIALS, createWorld, type EmulatedDelivery, type ProviderName, State } from '#lib/emulator/index.ts';
import { SNAPSHOT } from '#lib/providers/api.ts';
import { KINDS as FLEXPORT_KINDS } from '#lib/providers/flexport/api/kinds.ts';
import { snapshotOf } from '#lib/providers/flexport/api/snapshots.ts';
import { providers } from '#lib/providers/index.ts';
import { KINDS as MVMNT_KINDS } from '#lib/providers/mvmnt/api/kinds.ts';
import { type Json, written } from './hostile.ts';
import { type Places, placesOf } from './mutate.ts';

type Fields = { [key: string]: Json };
type Source = 'webhook' | 'snapshot';

/**
 * A webhook or an API object, and how to get the bytes that the inbox stores: a webhook's body as it is, an object of the API in
 * the envelope of a synchronisation.
 */
export type Payload = {
  provider: ProviderName;
  source: Source;
  type: string;
  /** JSON of the body, or of the object. */
  text: string;
  places: Places;
  bytes(value: Json): string;
};

/** Payloads of every type that the providers know, and those of single shipments together. */
export type Corpus = { payloads: Payload[]; byShipment: Payload[][]; lend(name: string, at: number): Json | undefined };

const START = new Date('2025-11-01T00:00:00Z');
const DAY = 86_400_000;
/** The maximum number of payloads of one type, and of one shipment. */
const PER_TYPE = 4;
const PER_SHIPMENT = 40;

/** Gathers payloads: webhooks and API objects of the emulated world, the fixtures, and a payload for each type that neither contains. */
export function gatherPayloads(shipments: number): Corpus {
  const state = new State([
    createWorld({ seed: 'fuzz', start: START, shipments, shipmentIntervalMs: DAY / 4, compactShare: 0.3 }),
  ]);
  const byShipment = new Map<string, Payload[]>();
  const byType = new Map<string, Payload[]>();
  const keep = (payload: Payload, shipment: string) => {
    const name = `${payload.provider} ${payload.type}`;
    const same = byType.get(name) ?? [];
    byType.set(name, same);
    if (same.length < PER_TYPE) same.push(payload);
    const kept = byShipment.get(shipment) ?? [];
    if (shipment !== '') byShipment.set(shipment, kept);
    if (kept.length < PER_SHIPMENT) kept.push(payload);
  };
  for (const days of [25, 60, 110]) {
    for (const delivery of state.advanceTo(new Date(START.getTime() + days * DAY)))
      for (const body of bodiesOf(delivery)) keep(webhook(delivery.provider, body), delivery.shipment);
    for (const [payload, shipment] of snapshots(state)) keep(payload, shipment);
  }
  for (const payload of fixtures()) keep(payload, '');
  for (const payload of renamed(byType)) keep(payload, '');
  const payloads = [...byType.values()].flat();
  return {
    payloads,
    byShipment: [...byShipment.values()].filter(({ length }) => length > 2),
    lend: lenderOf(payloads),
  };
}

/** A delivery, and each event of a batch separately. */
function bodiesOf({ provider, body }: EmulatedDelivery): Fields[] {
  const value = JSON.parse(body) as Fields;
  if (provider !== 'mvmnt' || !Array.isArray(value.events) || value.events.length === 1) return [value];
  return [value, ...value.events.map((event) => ({ ...value, events: [event] }))];
}

function webhook(provider: ProviderName, value: Fields): Payload {
  const text = JSON.stringify(value);
  return { provider, source: 'webhook', type: typeOf(value), text, places: placesOf(value), bytes: written };
}

/** The name of an event, or of the first one of a batch. */
function typeOf(value: Fields): string {
  const [first] = Array.isArray(value.events) ? value.events : [value];
  const { event, type, data } = (first ?? {}) as Fields;
  const { milestone } = (data ?? {}) as Fields;
  return [event ?? type, milestone].filter((one) => typeof one === 'string').join(':');
}

/** An object as the API returned it; null for one that is missing there. */
function snapshot(provider: ProviderName, kind: string, id: string, object: Json, subject: string | null): Payload {
  const askedAt = '2026-02-20T10:00:00.000Z';
  const text = JSON.stringify(object);
  const bytes = (value: Json) => {
    const raw = { kind, id, askedAt, object: value, subject };
    const event = { key: `snapshot:${kind}:${id}:${askedAt}`, type: SNAPSHOT + kind, raw };
    return written({ by: null, events: [event] });
  };
  return { provider, source: 'snapshot', type: SNAPSHOT + kind, text, places: placesOf(object), bytes };
}

/** All objects of the APIs at this moment, each with its shipment. */
function* snapshots(state: State): Generator<[Payload, string]> {
  const clock = () => state.now;
  const flexport = new FlexportApi(state, { ...CREDENTIALS.flexport, clock });
  const mvmnt = new MvmntApi(state, { ...CREDENTIALS.mvmnt, perMinute: 1e9, clock });
  for (const kind of FLEXPORT_KINDS) {
    for (const object of flexport.allObjects(kind.path)) {
      const { id, raw, subject } = snapshotOf(kind, object, new Date(state.now).toISOString());
      for (const one of [raw as Fields, null])
        yield [snapshot('flexport', kind.kind, id, one, subject?.id ?? null), subject?.id ?? ''];
    }
  }
  for (const { kind, resource } of MVMNT_KINDS) {
    for (const object of mvmnt.allObjects(resource)) {
      const id = String(object.id);
      const [paid] = (object.applications ?? []) as Fields[];
      const subject = String(paid?.invoiceId ?? paid?.billId ?? id);
      for (const one of [object as Fields, null])
        yield [snapshot('mvmnt', kind, id, one, subject), String(object.shipmentId ?? paid?.shipmentId ?? id)];
    }
  }
}

function* fixtures(): Generator<Payload> {
  for (const { name } of providers) {
    const folder = join(import.meta.dirname, '../../lib/providers', name, 'fixtures');
    for (const file of readdirSync(folder).filter((one) => one.endsWith('.json'))) {
      const { body } = JSON.parse(readFileSync(join(folder, file), 'utf8')) as { body: Fields };
      yield webhook(name as ProviderName, body);
    }
  }
}

/** For each type without a payload, the payload of the most similar type with the type replaced. */
function* renamed(byType: ReadonlyMap<string, readonly Payload[]>): Generator<Payload> {
  for (const { name, types } of providers) {
    const known = [...byType].flatMap(([, [payload]]) => (payload?.provider === name ? [payload] : []));
    for (const type of types) {
      if (byType.has(`${name} ${type}`) || type.startsWith(SNAPSHOT)) continue;
      const like = mostSimilar(
        type,
        known.filter(({ source }) => source === 'webhook'),
      );
      if (like) yield webhook(name as ProviderName, rename(JSON.parse(like.text) as Fields, type));
    }
  }
}

function mostSimilar(type: string, payloads: readonly Payload[]): Payload | undefined {
  const shared = (other: string) => [...type].findIndex((character, at) => character !== other[at]);
  return payloads.toSorted((a, b) => shared(b.type) - shared(a.type))[0];
}

function rename(value: Fields, type: string): Fields {
  const [first] = Array.isArray(value.events) ? value.events : [];
  return first ? { ...value, events: [{ ...(first as Fields), event: type }] } : { ...value, type };
}

/** The values of all payloads by field name. */
function lenderOf(payloads: readonly Payload[]): Corpus['lend'] {
  const values = new Map<string, Json[]>();
  const walk = (value: Json) => {
    if (typeof value !== 'object' || value === null) return;
    for (const [name, one] of Object.entries(value)) {
      const known = values.get(name) ?? [];
      values.set(name, known);
      if (known.length < 50) known.push(one);
      walk(one);
    }
  };
  for (const { text } of payloads) walk(JSON.parse(text) as Json);
  return (name, at) => {
    const known = values.get(name);
    return known?.[at % known.length];
  };
}
