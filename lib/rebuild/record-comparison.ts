import type { Transaction } from '#db/client.ts';
import { upsertRows } from '#db/rows.ts';
import type { Comparison, Differing } from './compare-entities.ts';

/** Records how some entities compare, and what would be shown differently; `ids` are all that were compared. */
export async function recordComparison(
  tx: Transaction,
  ids: readonly string[],
  { differing, kept }: Comparison,
): Promise<void> {
  await tx`
    update rebuild_ledgers set touched = false, comparison = null
    where id = any(${[...ids]}::uuid[]) and (touched or comparison is not null)`;
  await tx`delete from rebuild_differences where entity_id = any(${[...ids]}::uuid[])`;
  await markEntities(tx, differing, 'differs');
  await markEntities(
    tx,
    kept.map((entity) => ({ entity, ledger: '' })),
    'kept',
  );
  await upsertRows(tx, 'rebuildDifferences', differing.flatMap(differenceRows));
}

/** Entities that are only shown get a row too. */
async function markEntities(
  tx: Transaction,
  entities: readonly Pick<Differing, 'entity' | 'ledger'>[],
  comparison: 'differs' | 'kept',
): Promise<void> {
  const rows = entities.map(({ entity, ledger }) => ({ ...entity, ledger }));
  await tx`
    insert into rebuild_ledgers (id, noun, provider, external_id, ledger, touched, comparison)
    select id, noun, provider, "externalId", ledger, false, ${comparison}
    from json_to_recordset(${JSON.stringify(rows)}::text::json)
      as given(id uuid, noun text, provider text, "externalId" text, ledger text)
    on conflict (id) do update set comparison = excluded.comparison`;
}

function differenceRows({ entity, differences }: Differing) {
  return differences.map(({ what, before, after }, position) => ({
    entityId: entity.id,
    position,
    noun: entity.noun,
    field: what,
    before,
    after,
  }));
}
