import { type SQL, sql } from 'drizzle-orm';
import { PARTY_ROLES, type PartyRole } from '#lib/model/shipment.ts';
import type { Database } from '../client.ts';
import { parties, shipmentParties } from '../schema/index.ts';

/** How the shipments of a party are found. `large`: the roles in which it has too many to read all of them; `any` is all roles together. */
export type PartyScope = { provider: string; externalId: string; large: ReadonlySet<PartyRole | 'any'> };

/** A filter with what its party is; null if there is none with its id. Left out where a filter was not resolved. */
export type Resolved<Filter> = Filter & { partyScope?: PartyScope | null };

/**
 * Shipments of a party up to which all of them are read and then filtered. Those of a larger one are found by reading along the index of the
 * list until there are enough, because one in a few hundred is its own.
 */
const LARGE = 5_000;

/** Looks up the party of a filter, if it has one, so that the conditions fit the number of its shipments. */
export async function resolveParty<Filter extends object>(db: Database, filter: Filter): Promise<Resolved<Filter>> {
  const { party, partyScope } = filter as { party?: unknown; partyScope?: unknown };
  if (typeof party !== 'string' || partyScope !== undefined) return filter;
  return { ...filter, partyScope: await scopeOf(db, party) };
}

async function scopeOf(db: Database, id: string): Promise<PartyScope | null> {
  const roles = sql.join(
    PARTY_ROLES.map((role) => sql`(${role}::text)`),
    sql`, `,
  );
  const { party, role } = shipmentParties;
  const few: SQL = sql`select 1 from ${shipmentParties} where ${party} = named.external_id and ${role} = known.role limit ${LARGE + 1}`;
  const rows = await db.execute<{ provider: string; externalId: string; role: PartyRole; count: number }>(sql`
    select named.provider, named.external_id as "externalId", known.role, (select count(*)::int from (${few}) as few) as count
    from ${parties} as named cross join (values ${roles}) as known(role) where named.id = ${id}`);
  const [first] = rows;
  if (!first) return null;
  const all = rows.reduce((sum, { count }) => sum + count, 0);
  const large = rows.flatMap((row) => (row.count > LARGE ? row.role : []));
  const { provider, externalId } = first;
  return { provider, externalId, large: new Set([...large, ...(all > LARGE ? (['any'] as const) : [])]) };
}
