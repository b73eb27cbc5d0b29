import type { State } from '#lib/emulator/api/state.ts';
import { type Json, type Listing, Resource } from './resource.ts';

/** Webhooks and the API write addresses in different forms. */
function addressObject({ addressLine1, city, state, country }: Json): Json {
  const unknown = { latitude: null, longitude: null, obeysDst: true, cityId: null };
  return { line1: addressLine1, line2: null, city, country, market: `${city}, ${state}`, ...unknown };
}

function partyObject(data: Json): Json {
  const addresses = ['corporateAddress', 'address'].filter((name) => data[name]);
  const written = addresses.map((name) => [name, addressObject(data[name] as Json)]);
  return { key: null, billingAddress: null, ...data, ...Object.fromEntries(written) };
}

/** The newest record of each party; worlds of one state share companies. */
function partiesOf(state: State, group: string): Json[] {
  const found = new Map<unknown, Json>();
  for (const party of state.parties()) {
    if (party.group !== group || !party.data) continue;
    const known = found.get(party.data.id);
    if (!known || String(known.updatedAt) < String(party.data.updatedAt)) found.set(party.data.id, party.data);
  }
  return [...found.values()];
}

function party(state: State, name: string, group: string, paging: 'pagination' | 'pageInfo'): Listing {
  const text = (field: string) => ({ type: 'string' as const, of: (data: Json) => data[field] ?? null });
  const time = (field: string) => ({ type: 'datetime' as const, of: (data: Json) => data[field] ?? null });
  return new Resource<Json>(state, {
    name,
    all: () => partiesOf(state, group),
    id: ({ id }) => String(id),
    key: ({ key, friendlyId }) => key ?? friendlyId,
    show: partyObject,
    deleted: ({ deletedAt }) => deletedAt !== null && deletedAt !== undefined,
    most: 250,
    paging,
    fields: {
      id: { type: 'uuid', of: ({ id }) => id },
      ...Object.fromEntries(
        ['key', 'friendlyId', 'name', 'scac', 'mcNumber', 'dotNumber'].map((one) => [one, text(one)]),
      ),
      status: { type: 'enum', of: ({ status }) => status },
      type: { type: 'enum', of: ({ type }) => type },
      createdAt: time('createdAt'),
      updatedAt: time('updatedAt'),
      deletedAt: time('deletedAt'),
    },
  });
}

/** Companies and places of shipments. */
export function parties(state: State): Listing[] {
  return [
    party(state, 'customers', 'CUSTOMER', 'pagination'),
    party(state, 'carriers', 'CARRIER', 'pageInfo'),
    party(state, 'vendors', 'VENDOR', 'pagination'),
    party(state, 'locations', 'LOCATION', 'pagination'),
  ];
}
