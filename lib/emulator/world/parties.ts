import { mvmntBody } from '#lib/emulator/mvmnt/index.ts';
import { partyId, second } from '#lib/emulator/mvmnt/objects.ts';
import { RAILROADS, TRUCKERS } from './carriers.ts';
import { DAY } from './local-time.ts';
import type { Random } from './random.ts';
import type { PartyRecord, ShipmentTimeline, Step } from './shipment-timeline.ts';
import { SHIP_FROM } from './trade.ts';

type Json = Record<string, unknown>;
type Party = { group: string; name: string; entity: Json; temporary: boolean };

const ADDRESS = {
  addressLine1: '100 Commerce Parkway',
  city: 'Joliet',
  state: 'IL',
  postalCode: '60436',
  country: 'US',
};

function person(name: string, company: string): Json {
  return { name, email: `${name.toLowerCase().replace(' ', '.')}@${company}.example`, phone: '+1 312 555 0142' };
}

const BANK = { type: 'ACH_WIRE', status: 'ACTIVE', accountNumber: '****4471' };
const OTHERS: readonly (readonly [string, string, Json])[] = [
  ['COMPANY', 'Fairway Brokerage', { status: 'ACTIVE' }],
  ['CUSTOMER', 'Orchard & Vine', { status: 'NEW' }],
  ['CARRIER', 'Lone Pine Hauling', { status: 'ACTIVE', type: 'TRUCKLOAD', scac: 'LNPH' }],
  ['CUSTOMER_CONTACT', 'Ines Marlow', person('Ines Marlow', 'pinecrest')],
  ['CARRIER_CONTACT', 'Bo Tanner', person('Bo Tanner', 'redrock')],
  ['CARRIER_FACTOR', 'Keystone Factoring', { status: 'ACTIVE' }],
  ['CARRIER_PAYMENT_METHOD', 'Redrock bank', BANK],
  ['VENDOR', 'Yard & Chassis Pool', { status: 'ACTIVE' }],
  ['VENDOR_CONTACT', 'Lou Petrie', person('Lou Petrie', 'chassispool')],
  ['VENDOR_PAYMENT_METHOD', 'Chassis bank', BANK],
  ['LOCATION', 'Joliet Distribution Center', { address: ADDRESS }],
  ['LOCATION_CONTACT', 'Mia Sorrel', person('Mia Sorrel', 'joliet-dc')],
];

/** The broker's records. A bigger world has more temporary ones. */
function roster(shipments: number): Party[] {
  const customers = SHIP_FROM.map(({ name, ref }) => {
    const entity = { key: ref, name, status: 'ACTIVE', currency: 'USD', corporateAddress: ADDRESS, contacts: [] };
    return { group: 'CUSTOMER', name, entity, temporary: false };
  });
  const carriers = [...TRUCKERS, ...RAILROADS].map((carrier) => {
    const { name, scac, mc, dot } = carrier;
    const type = RAILROADS.includes(carrier) ? 'RAIL' : 'TRUCKLOAD';
    const entity = { name, type, status: 'ACTIVE', scac, mcNumber: mc || null, dotNumber: dot || null, equipments: [] };
    return { group: 'CARRIER', name, entity, temporary: false };
  });
  const rounds = Math.min(12, Math.ceil(shipments / 250));
  const others = Array.from({ length: rounds }, (_, round) =>
    OTHERS.map(([group, name, entity]) => {
      const own = round === 0 ? name : `${name} ${round + 1}`;
      return { group, name: own, entity: { ...entity, name: own }, temporary: round > 0 };
    }),
  );
  return [...customers, ...carriers, ...others.flat()];
}

function changeOf(party: Party): { change: Json; diff: Json[] } {
  const address = { ...ADDRESS, addressLine1: '2200 Depot Lane' };
  if (party.group !== 'CUSTOMER' && party.group !== 'CARRIER') {
    return { change: { notes: 'call ahead' }, diff: [{ type: 'ADD', key: 'notes', value: 'call ahead' }] };
  }
  const changes = [{ type: 'UPDATE', key: 'addressLine1', value: '2200 Depot Lane', oldValue: ADDRESS.addressLine1 }];
  return { change: { corporateAddress: address }, diff: [{ type: 'UPDATE', key: 'corporateAddress', changes }] };
}

/** Customers and carriers have the ids that shipments contain. */
function idOf({ group, name }: Party): string {
  if (group === 'CUSTOMER' || group === 'CARRIER') return partyId(name);
  return partyId(`${group.toLowerCase()} ${name}`);
}

type PartyChange = { at: number; event: string; data: Json; diff: Json[] | null };

function changesOf(random: Random, party: Party, createdAt: number): PartyChange[] {
  const id = idOf(party);
  let at = createdAt;
  let data: Json = {
    id,
    friendlyId: `${party.group.slice(0, 4)}-${random.digits(5)}`,
    ...party.entity,
    deletedAt: null,
  };
  const changes: PartyChange[] = [];
  const add = (what: string, patch: Json, diff: Json[] | null = null) => {
    data = { ...data, ...patch, updatedAt: second(at) };
    changes.push({ at, event: `${party.group}_${what}`, data, diff });
    at += random.between(1, 12) * DAY;
  };
  add('CREATED', { createdAt: second(at) });
  const { change, diff } = changeOf(party);
  if (random.chance(0.5)) add('UPDATED', change, diff);
  if (party.group === 'CARRIER' && random.chance(0.3)) {
    add('DEACTIVATED', { status: 'INACTIVE', statusReason: 'Insurance expired' });
    add('ACTIVATED', { status: 'ACTIVE', statusReason: null });
  }
  if (party.temporary && random.chance(0.4))
    changes.push({ at, event: `${party.group}_DELETED`, data: { id }, diff: null });
  return changes;
}

/** Builds an event of a party at `at`. Throws RangeError for a name that is not a party event. */
export function partyEvent(event: string, at: number): { id: string; payload: Json } {
  const party = roster(1).findLast(
    ({ group }) => event.startsWith(`${group}_`) && !/_/.test(event.slice(group.length + 1)),
  );
  if (!party) throw new RangeError(`${event} is not about a party`);
  const id = idOf(party);
  const whole = {
    id,
    friendlyId: `${party.group.slice(0, 4)}-10001`,
    ...party.entity,
    createdAt: second(at),
    deletedAt: null,
  };
  const { change, diff } = changeOf(party);
  const updated = event.endsWith('_UPDATED');
  const data = event.endsWith('_DELETED') ? { id } : updated ? { ...whole, ...change } : whole;
  return { id, payload: { event, timestamp: second(at), data, ...(updated && { diff }) } };
}

function applyChange(record: PartyRecord, { event, at, data }: PartyChange): void {
  if (event.endsWith('_DELETED')) record.data = { ...record.data, deletedAt: second(at), updatedAt: second(at) };
  else record.data = data;
}

function stepOf(record: PartyRecord, change: PartyChange, at: number): Step {
  const { event, data, diff } = change;
  const take = (withBody: boolean) => {
    applyChange(record, change);
    const payload = { event, timestamp: second(change.at), data, ...(diff && { diff }) };
    return withBody ? { body: mvmntBody(at, [payload]), events: 1 } : null;
  };
  return { at, take };
}

const NONE = {
  provider: 'mvmnt' as const,
  externalId: '',
  name: '',
  compact: false,
  delivered: false,
  milestones: [],
};

function timelineOf(record: PartyRecord, steps: Step[]): ShipmentTimeline {
  return { provider: 'mvmnt', shipment: '', steps, records: { kind: 'party', party: record }, finalState: () => NONE };
}

const reportedCount = (shipments: number) => Math.ceil(shipments / 4);

/** Events about customers, carriers and other parties from `start` on; a small world has few of them. */
export function partyTimelines(random: Random, start: number, shipments: number): ShipmentTimeline[] {
  return roster(shipments)
    .slice(0, reportedCount(shipments))
    .map((party, i) => {
      const own = random.fork(`${i}`);
      const record: PartyRecord = { group: party.group, data: null };
      const changes = changesOf(own, party, start + own.int(1, 172_000) * 1000);
      const steps = changes.map((one) => stepOf(record, one, one.at + own.int(2, 20) * 1000));
      return timelineOf(record, steps);
    });
}

/** The customers, carriers and vendors without events: they exist from `start` on. */
export function silentParties(random: Random, start: number, shipments: number): ShipmentTimeline[] {
  const named = new Set(['CUSTOMER', 'CARRIER', 'VENDOR']);
  const silent = roster(1).slice(reportedCount(shipments));
  return silent
    .filter(({ group }) => named.has(group))
    .map((party) => {
      const record: PartyRecord = { group: party.group, data: null };
      const [first] = changesOf(random.fork(party.name), party, start);
      const take = () => {
        if (first) applyChange(record, first);
        return null;
      };
      return timelineOf(record, [{ at: start, take }]);
    });
}
