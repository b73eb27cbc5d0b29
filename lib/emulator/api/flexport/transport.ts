import type { State } from '#lib/emulator/api/state.ts';
import { containerObject, legObject, partObject } from '#lib/emulator/flexport/objects.ts';
import type { Json } from '#lib/emulator/flexport/parts.ts';
import { shipmentObject } from '#lib/emulator/flexport/shipment.ts';
import { type Container, type ContainerLeg, type Freight, type Leg, statusOf } from '#lib/emulator/world/freight.ts';
import { Collection, type Listing } from './collection.ts';
import { equal, type Filters, same, times } from './filters.ts';

type LegRow = { freight: Freight; leg: Leg };
type ContainerRow = { freight: Freight; container: Container };
type PartRow = ContainerRow & { part: ContainerLeg };

const opened = (state: State) => state.freights().filter((freight) => freight.opened);

/** The references of a shipment. Lists omit them. */
function metadataOf({ orders, goods }: Freight): Json {
  const skus = goods.map(({ line }) => line.product.sku);
  return { purchase_order: orders.map(({ number }) => number), sku: [...new Set(skus)] };
}

/** Lists contain fewer fields of a shipment than a single read. */
function shorten(shipment: Json): Json {
  const consignees = shipment.consignees as Json[];
  const bare = consignees.map((one) => ({ ...one, mailing_address: { ...(one.mailing_address as Json), ref: null } }));
  return { ...shipment, metadata: {}, consignees: bare };
}

const BILLS: Filters<Freight> = {
  ...equal('f.master_bill_number', ({ masterBill }) => masterBill),
  ...equal('f.house_bill_number', ({ houseBill }) => houseBill),
  ...equal('f.consignee_external_ref', ({ consignee }) => consignee.ref),
};

const CONTENTS: Filters<Freight> = {
  'f.statuses.any': { fits: (value) => (freight) => value.split(',').includes(statusOf(freight)) },
  'f.container_number': {
    fits:
      (value) =>
      ({ containers }) =>
        containers.some(({ number }) => number === value),
  },
  'f.purchase_order': {
    fits:
      (value) =>
      ({ orders }) =>
        orders.some(({ number }) => number === value),
  },
  'f.sku': {
    fits:
      (value) =>
      ({ goods }) =>
        goods.some(({ line }) => line.product.sku === value),
  },
};

function shipments(state: State): Collection<Freight> {
  return new Collection(state, {
    path: '/shipments',
    all: () => opened(state),
    id: ({ id }) => id,
    show: (freight) => ({ ...shipmentObject(freight), metadata: metadataOf(freight) }),
    shorten,
    filters: {
      ...same('f.id', ({ id }) => id),
      ...times('f.updated_at', ({ updatedAt }) => updatedAt),
      ...equal('f.status', statusOf),
      ...equal('f.transportation_mode', ({ mode }) => mode),
      ...BILLS,
      ...CONTENTS,
    },
    sorts: { transportation_mode: ({ mode }) => mode, status: statusOf, updated_at: ({ updatedAt }) => updatedAt },
  });
}

function legs(state: State): Collection<LegRow> {
  return new Collection(state, {
    path: '/shipment_legs',
    all: () => opened(state).flatMap((freight) => freight.legs.map((leg) => ({ freight, leg }))),
    id: ({ leg }) => leg.id,
    show: ({ freight, leg }) => legObject(freight, leg),
    filters: {
      ...same('f.shipment.id', ({ freight }) => freight.id),
      ...equal('f.transportation_mode', ({ leg }) => leg.mode),
    },
  });
}

const containersOf = (state: State) =>
  opened(state).flatMap((freight) => freight.containers.map((container): ContainerRow => ({ freight, container })));

function containers(state: State): Collection<ContainerRow> {
  return new Collection(state, {
    path: '/ocean/shipment_containers',
    all: () => containersOf(state),
    id: ({ container }) => container.id,
    show: ({ freight, container }) => containerObject(freight, container),
    filters: {
      ...same('f.shipment.id', ({ freight }) => freight.id),
      ...same('f.container_number', ({ container }) => container.number),
    },
  });
}

function containerLegs(state: State): Collection<PartRow> {
  return new Collection(state, {
    path: '/ocean/shipment_container_legs',
    all: () => containersOf(state).flatMap((row) => row.container.parts.map((part) => ({ ...row, part }))),
    id: ({ part }) => part.id,
    show: ({ container, part }) => partObject(container, part),
    filters: {
      ...same('f.leg.id', ({ part }) => part.leg.id),
      ...same('f.shipment_container.id', ({ container }) => container.id),
      ...same('f.shipment_container.container_number', ({ container }) => container.number),
    },
  });
}

/** Shipments, legs and containers. */
export function transport(state: State): Listing[] {
  return [shipments(state), legs(state), containers(state), containerLegs(state)];
}
