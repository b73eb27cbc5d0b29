import { type SQL, sql } from 'drizzle-orm';
import { RECORD_TYPES } from '#lib/model/record.ts';

/*
 * Ids are digests of the provider's names (`lib/model/identity.ts`), so whatever a provider calls something is found by primary key, without
 * an index of names. Which providers there are is only known to the database.
 */

/** The ids of the event with a key, of each provider that ever sent something: a subquery. */
export function eventIdsOf(key: string, provider: string | undefined): SQL {
  return derivedIds(['event'], key, provider);
}

/** The ids of everything with an id at its provider: a subquery. */
export function entityIdsOf(externalId: string, provider: string | undefined): SQL {
  return derivedIds(['shipment', 'party', ...RECORD_TYPES], externalId, provider);
}

function derivedIds(kinds: readonly string[], name: string, provider: string | undefined): SQL {
  const heads = sql.join(
    kinds.map((kind) => sql`(${partOf(kind)}::text)`),
    sql`, `,
  );
  const digest = sql`substring(sha256(convert_to(
    head || length(provider) || ':' || provider || ${partOf(name)}::text, 'UTF8')) from 1 for 16)`;
  // UUID version 8, variant 1.
  return sql`(
    select encode(set_byte(set_byte(digest, 6, get_byte(digest, 6) & 15 | 128), 8, get_byte(digest, 8) & 63 | 128), 'hex')::uuid
    from (values ${heads}) as kinds(head) cross join (${providers(provider)}) as known cross join lateral (select ${digest} as digest) as hashed)`;
}

const partOf = (part: string) => `${part.length}:${part}`;

/** All providers with deliveries, by a loose index scan, or only the given one. */
function providers(only: string | undefined): SQL {
  if (only !== undefined) return sql`select ${only}::text as provider`;
  return sql`
    with recursive known(provider) as (
      (select min(provider) from deliveries)
      union all
      select (select min(provider) from deliveries where provider > known.provider) from known where known.provider is not null
    )
    select provider from known where provider is not null limit 100`;
}
