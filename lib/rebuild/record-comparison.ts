import type { Transaction } from '#db/client.ts';
import { upsertRows } from '#db/rows.ts';
import type { Comparison, Differing } from './compare-entities.ts';

/** Records the result of a comparison: entities and values that differ; `ids` are all compared entities. */
export async function recordComparison(
  tx: Transaction,
  ids: readonly string[],
  { differing, kept }: Comparison,
): Promise<void> {
  const compared = await tx<{ id: string }[]>`
    update rebuild_ledgers set touched = false, comparison = null
    where id = any(${[...ids]}::uuid[]) and (touched or comparison is not null)
    returning id`;
  // Only entities that were compared before have differences.
  if (compared.length > 0)
    await tx`delete from rebuild_differences where entity_id = any(${compared.map(({ id }) => id)}::uuid[])`;
  await markEntities(tx, differing, 'differs');
  await markEntities(
    tx,
    kept.map((entity) => ({ entity, ledger: '' })),
    'kept',
  );
  await upsertRows(tx, 'rebuildDifferences', differing.flatMap(differenceRows));
}

/** Entities without a derived ledger get a row too. */
async function markEntities(
  tx: Transaction,
  entities: readonly Pick<Differing, 'entity' | 'ledger'>[],
  comparison: 'differs' | 'kept',
): Promise<void> {
  const rows = entities.map(({ entity, ledger }) => ({ ...entity, ledger }));
  await tx`
    insert into rebuild_ledgers (id, entity_type, provider, external_id, ledger, touched, comparison)
    select id, "entityType", provider, "externalId", ledger, false, ${comparison}
    from json_to_recordset(${JSON.stringify(rows)}::text::json)
      as given(id uuid, "entityType" text, provider text, "externalId" text, ledger text)
    on conflict (id) do update set comparison = excluded.comparison`;
}

function differenceRows({ entity, differences }: Differing) {
  const { id: entityId, entityType } = entity;
  return differences.map((difference, position) => ({ ...difference, entityId, entityType, position }));
}
