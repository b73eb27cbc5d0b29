import type { State } from '#lib/emulator/api/state.ts';
import { partyId, perhaps, second } from '#lib/emulator/mvmnt/objects.ts';
import type { BrokerRecord, BrokerRecordKind, Load } from '#lib/emulator/world/load.ts';
import type { Fields } from './filter.ts';
import { loadObject, loadStatus, quoteObject, shipmentObject } from './objects.ts';
import { type Json, type Listing, Resource } from './resource.ts';

export type BrokerRecordRow = { load: Load; record: BrokerRecord };

const present = (state: State) => state.loads().filter(({ entered, deletedAt }) => entered && deletedAt === null);

/** All records of a kind, including those of shipments that were never created. */
export function recordsOf(state: State, kind: BrokerRecordKind): BrokerRecordRow[] {
  const loads = state.loads().filter(({ deletedAt }) => deletedAt === null);
  return loads.flatMap((load) => load.records[kind].map((record) => ({ load, record })));
}

/** Filters on fields of the record itself, by their type. */
export function recordFields(types: Record<string, Fields<BrokerRecordRow>[string]['type']>): Fields<BrokerRecordRow> {
  const field = ([name, type]: [string, Fields<BrokerRecordRow>[string]['type']]) => {
    const of = ({ record }: BrokerRecordRow) => record[name];
    return [name, { type, of }] as const;
  };
  return Object.fromEntries(Object.entries(types).map(field));
}

/** Filters on the id of an object in the record, such as its customer. */
export function inner(name: string): Fields<BrokerRecordRow> {
  const of = ({ record }: BrokerRecordRow) => (record[name] as Json | null)?.id ?? null;
  return { [`${name}Id`]: { type: 'uuid', of } };
}

const shipments = (state: State) =>
  new Resource<Load>(state, {
    name: 'shipments',
    all: () => present(state),
    id: ({ id }) => id,
    key: ({ key, number }) => key ?? `SHP-${number}`,
    show: shipmentObject,
    fields: {
      id: { type: 'uuid', of: ({ id }) => id },
      key: { type: 'string', of: ({ key, number }) => key ?? `SHP-${number}` },
      status: { type: 'enum', of: ({ status }) => status },
      customerId: { type: 'uuid', of: ({ customer }) => partyId(customer.name) },
      customerRepId: { type: 'uuid', of: () => partyId('rep Dana Whitlock') },
      createdAt: { type: 'datetime', of: ({ createdAt }) => second(createdAt) },
      updatedAt: { type: 'datetime', of: ({ updatedAt }) => second(updatedAt) },
      deliveredAt: { type: 'datetime', of: ({ deliveredAt }) => perhaps(deliveredAt) },
    },
  });

const loads = (state: State) =>
  new Resource<Load>(state, {
    name: 'loads',
    all: () => present(state),
    id: ({ loadId }) => loadId,
    key: ({ number }) => `LD-${number}`,
    show: loadObject,
    fields: {
      id: { type: 'uuid', of: ({ loadId }) => loadId },
      shipmentId: { type: 'uuid', of: ({ id }) => id },
      status: { type: 'enum', of: loadStatus },
      mode: { type: 'enum', of: ({ mode }) => mode },
      createdAt: { type: 'datetime', of: ({ createdAt }) => second(createdAt) },
      deliveredAt: { type: 'datetime', of: ({ deliveredAt }) => perhaps(deliveredAt) },
    },
  });

const quotes = (state: State) =>
  new Resource<BrokerRecordRow>(state, {
    name: 'quotes',
    all: () => recordsOf(state, 'quotes'),
    id: ({ record }) => String(record.id),
    key: ({ record }) => record.key,
    show: ({ load, record }) => quoteObject(load, record),
    fields: {
      ...recordFields({ id: 'uuid', status: 'enum', side: 'enum', amount: 'float' }),
      ...recordFields({ createdAt: 'datetime', updatedAt: 'datetime' }),
      customerId: { type: 'uuid', of: ({ load }) => partyId(load.customer.name) },
    },
  });

/** The host in links to stored files; responses replace it by this server's. */
export const FILES = 'https://api.mvmnt.io';

/** Documents refer to their shipment only by tags, if at all. */
function documentObject({ record }: BrokerRecordRow): Json {
  const { shipmentId: _, shipmentKey: __, ...document } = record;
  return { ...document, uploadUrl: null, downloadUrl: `${FILES}/files/${document.id}` };
}

const documents = (state: State) =>
  new Resource<BrokerRecordRow>(state, {
    name: 'documents',
    all: () => recordsOf(state, 'documents'),
    id: ({ record }) => String(record.id),
    key: ({ record }) => record.key,
    show: documentObject,
    fields: {
      ...recordFields({ id: 'uuid', type: 'enum', status: 'enum', fileName: 'string', contentType: 'string' }),
      ...recordFields({ extension: 'string', createdAt: 'datetime', updatedAt: 'datetime' }),
    },
  });

/** Shipments, orders, loads, tenders, quotes and documents. */
export function brokerShipments(state: State): Listing[] {
  return [shipments(state), loads(state), quotes(state), documents(state)];
}
