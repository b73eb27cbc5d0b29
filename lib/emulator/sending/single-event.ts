import { compactEventBody, namesOf } from '#lib/emulator/flexport/compact-event.ts';
import { flexportEvent } from '#lib/emulator/flexport/index.ts';
import { mvmntBody, mvmntEvent } from '#lib/emulator/mvmnt/index.ts';
import { COMPACT_EVENTS, FLEXPORT_TYPES, MVMNT_PARTY_EVENTS } from '#lib/emulator/sending/catalogue.ts';
import { BROKER_CODES, type BrokerEventName, BrokerScript } from '#lib/emulator/world/broker-script.ts';
import { brokerShipment } from '#lib/emulator/world/broker-shipment.ts';
import { drawFreight } from '#lib/emulator/world/draw-freight.ts';
import { forward } from '#lib/emulator/world/forwarding.ts';
import { type Freight, mainLegs, type Subject } from '#lib/emulator/world/freight.ts';
import { type Load, newLoad } from '#lib/emulator/world/load.ts';
import { DAY } from '#lib/emulator/world/local-time.ts';
import { partyEvent } from '#lib/emulator/world/parties.ts';
import { hash32, Random } from '#lib/emulator/world/random.ts';
import type { Happening } from '#lib/emulator/world/script.ts';
import type { ProviderName } from '#lib/emulator/world/shipment-timeline.ts';

/** A single body; `search` finds its shipment (or party) in the product. */
export type Single = { provider: ProviderName; body: string; search: string };

/** Moves every instant in a record by the same duration. Only instants are numbers of that size. */
function shift(record: object, by: number, seen = new Set<object>()): void {
  if (seen.has(record)) return;
  seen.add(record);
  for (const [key, value] of Object.entries(record)) {
    if (typeof value === 'number' && value > 1e12) Object.assign(record, { [key]: value + by });
    else if (typeof value === 'object' && value !== null) shift(value, by, seen);
  }
}

function drawFreightOfMode(id: number, orderedAt: number, air: boolean) {
  for (let i = 0; ; i++) {
    const random = new Random(`send/flexport/${id}/${i}`);
    const { freight, route } = drawFreight(random.fork('freight'), id, orderedAt);
    if ((freight.mode === 'air') !== air || freight.lcl) continue;
    return { freight, ...forward(random.fork('life'), freight, route) };
  }
}

function subjectOf(type: string, freight: Freight, happenings: readonly Happening[]): Subject {
  const product = freight.goods[0]?.line.product;
  if (type.startsWith('/product#') && product) return { kind: 'product', product, archivedAt: null };
  const same = happenings.find((happening) => happening.type.split('#')[0] === type.split('#')[0]);
  return same?.subject ?? { kind: 'shipment' };
}

/** The change of an event that this timeline does not contain. */
function invent(type: string, at: number, freight: Freight, happenings: readonly Happening[]): Happening {
  const subject = subjectOf(type, freight, happenings);
  const archived = type.endsWith('#archived');
  if (archived && subject.kind === 'product') subject.archivedAt = at;
  if (archived && subject.kind === 'order') Object.assign(subject.order, { archivedAt: at, updatedAt: at });
  if (archived && subject.kind === 'booking') freight.booking.status = 'archived';
  if (type === '/booking#amended') freight.booking.cargoReady += 3 * DAY;
  return { type, occurredAt: at, createdAt: at, subject };
}

/** The main carriage leg, for types that can concern any leg. */
function find(type: string, freight: Freight, happenings: readonly Happening[]): number {
  const main = mainLegs(freight);
  const mainLeg = /departure|departed/.test(type) ? main[0] : /arrival|arrived/.test(type) ? main.at(-1) : null;
  const exact = happenings.findIndex(
    ({ type: t, subject }) => t === type && subject.kind === 'leg' && subject.leg === mainLeg,
  );
  return exact >= 0 ? exact : happenings.findIndex((happening) => happening.type === type);
}

function freightWithEvent(type: string, id: number, at: number) {
  const air = /flight|booking_confirmed|magnetism/.test(type);
  const guess = drawFreightOfMode(id, at - 40 * DAY, air);
  const place = find(type, guess.freight, guess.happenings);
  const before = guess.happenings[place]?.occurredAt ?? at;
  const { freight, happenings } = drawFreightOfMode(id, at - 40 * DAY - (before - at), air);
  const index = find(type, freight, happenings);
  const midway = Math.floor(happenings.length / 2);
  const upTo = index >= 0 ? index : midway;
  for (const happening of happenings.slice(0, upTo + 1)) happening.apply?.();
  shift(freight, at - (happenings[upTo]?.occurredAt ?? at));
  const happening = happenings[index] ?? invent(type, at, freight, happenings);
  freight.updatedAt = Math.max(at, Date.now() - 1200);
  return { freight, happening: { ...happening, occurredAt: at, createdAt: freight.updatedAt + 1100 } };
}

/** Finds the documented type for `departed`, `shipment_leg#departed` or the whole type. */
function flexportType(name: string): string | undefined {
  return FLEXPORT_TYPES.find((type) => type === name || type === `/${name}` || type.endsWith(`#${name}`));
}

function flexportSingle(name: string, shipment: string, at: number): Single | null {
  const id = Number.parseInt(shipment.replace(/\D/g, ''), 10) || 8812;
  const eventId = Date.now();
  const compactName = Object.keys(COMPACT_EVENTS).find((key) => key === name || key.split(':')[0] === name);
  if (compactName) {
    const { freight, happening } = freightWithEvent(COMPACT_EVENTS[compactName] ?? '', id, at);
    const [type = '', milestone = ''] = compactName.split(':');
    const names = namesOf(freight, happening.subject);
    const event = { type, milestone, occurredAt: at, at: happening.at ?? null, names };
    return { provider: 'flexport', body: compactEventBody(eventId, shipment, event), search: shipment };
  }
  const type = flexportType(name);
  if (!type) return null;
  const { freight, happening } = freightWithEvent(type, id, at);
  return { provider: 'flexport', body: flexportEvent(freight, happening, eventId), search: String(id) };
}

function loadWithEvent(event: BrokerEventName, number: number, id: string | null, at: number) {
  const draw = (createdAt: number) => {
    const random = new Random(`send/mvmnt/${number}`);
    const load: Load = { ...newLoad(random.fork('load'), number, createdAt, false), rich: true, ...(id && { id }) };
    const script = new BrokerScript(random.fork('life'), load);
    brokerShipment(script, false);
    const events = script.events.sort((a, b) => a.at - b.at);
    return { load, events, index: events.findIndex((one) => one.event === event) };
  };
  const guess = draw(at - 5 * DAY);
  const { load, events, index } = draw(at - 5 * DAY - ((guess.events[guess.index]?.at ?? at) - at));
  const upTo = index >= 0 ? index : Math.floor(events.length / 3);
  for (const one of events.slice(0, upTo + 1)) one.apply?.();
  shift(load, at - (events[upTo]?.at ?? at));
  load.updatedAt = at;
  return { load, happening: { ...(events[index] ?? { event }), at } };
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

function mvmntSingle(name: string, shipment: string, at: number): Single | null {
  const upperCase = name.toUpperCase();
  const events = Object.keys(BROKER_CODES) as BrokerEventName[];
  const event = events.find((one) => one === upperCase || one === `SHIPMENT_${upperCase}`);
  const sentAt = Math.max(at, Date.now());
  if (event) {
    const uuid = UUID.test(shipment) ? shipment : null;
    const digits = Number.parseInt(shipment.replace(/\D/g, ''), 10) || 8812;
    const { load, happening } = loadWithEvent(event, uuid ? hash32(shipment) % 100_000 : digits, uuid, at);
    return { provider: 'mvmnt', body: mvmntBody(sentAt, [mvmntEvent(load, happening)]), search: `SHP-${load.number}` };
  }
  if (!MVMNT_PARTY_EVENTS.includes(upperCase)) return null;
  const { id, payload } = partyEvent(upperCase, at);
  return { provider: 'mvmnt', body: mvmntBody(sentAt, [payload]), search: id };
}

/**
 * Builds one realistic event of a shipment, as if it happened at `at`; the same shipment always has the same goods and
 * route. Null for an unknown name.
 */
export function singleEvent(provider: ProviderName, name: string, shipment: string, at: Date): Single | null {
  return (provider === 'flexport' ? flexportSingle : mvmntSingle)(name, shipment, at.getTime());
}

/** The names that `singleEvent` accepts, as short as they are unique. */
export function eventNames(provider: ProviderName): string[] {
  if (provider === 'mvmnt') return [...Object.keys(BROKER_CODES), ...MVMNT_PARTY_EVENTS];
  const last = (type: string) => type.split('#')[1] ?? type;
  const alone = (type: string) => flexportType(last(type)) === type && !/^\/(booking|purchase|product|comm)/.test(type);
  const short = FLEXPORT_TYPES.map((type) => (alone(type) ? last(type) : type.slice(1)));
  return [...new Set(short), ...Object.keys(COMPACT_EVENTS)];
}
