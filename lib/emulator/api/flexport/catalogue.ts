import type { LoggedEvent, State } from '#lib/emulator/api/state.ts';
import type { Json } from '#lib/emulator/flexport/parts.ts';
import { type ProductRecord, productObject } from '#lib/emulator/flexport/product.ts';
import { Collection, type Listing } from './collection.ts';
import { equal, exists, type Filters, same, times } from './filters.ts';

/** The products that clients entered besides those of the world. */
type Entered = { products: readonly Json[] };

function entered({ product, state, patch }: ProductRecord): Json[] {
  return state ? [{ ...productObject(product, state), ...patch }] : [];
}

/** Current products: those of the world and those that clients entered. */
export function productObjects(state: State, writes: Entered): Json[] {
  return [...state.products().flatMap(entered), ...writes.products];
}

/** `f.product_properties.TYPE` for the types that products have. */
const PROPERTIES: Filters<Json> = Object.fromEntries(
  ['carton_weight_kg', 'units_per_carton'].map((type) => {
    const fits = (value: string) => (product: Json) =>
      ((product.product_properties as Json[] | undefined) ?? []).some(
        (one) => one.type === type && one.value === value,
      );
    return [`f.product_properties.${type}`, { fits }];
  }),
);

function products(state: State, writes: Entered): Collection<Json> {
  return new Collection(state, {
    path: '/products',
    all: () => productObjects(state, writes),
    id: ({ id }) => Number(id),
    show: (product) => product,
    filters: {
      ...equal('f.sku', ({ sku }) => sku),
      ...exists('f.archived_at', ({ archived_at }) => archived_at !== null),
      ...PROPERTIES,
    },
  });
}

/** Every event that was delivered, or should have been, in the form of its webhook. */
function events(state: State): Collection<LoggedEvent> {
  const written = (entries: readonly LoggedEvent[]) => state.bodies(entries).map((body) => JSON.parse(body) as Json);
  return new Collection(state, {
    path: '/events',
    all: () => state.eventLog,
    id: ({ id }) => id,
    show: (entry) => written([entry])[0] ?? {},
    showAll: written,
    filters: {
      ...times('f.occurred_at', ({ occurredAt }) => occurredAt, ['gte', 'lte']),
      ...same('f.data.shipment.id', ({ shipment }) => shipment),
      ...equal('f.data.resource._object', ({ resource }) => resource),
      ...equal('f.type', ({ type }) => type),
    },
  });
}

/** The product catalogue and the event log. */
export function catalogue(state: State, writes: Entered): Listing[] {
  return [products(state, writes), events(state)];
}
