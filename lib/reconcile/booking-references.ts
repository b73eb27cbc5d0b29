import type { Transaction } from '#db/client.ts';
import type { KnownReference, Snapshot } from '#lib/providers/api.ts';
import type { ReconcileContext } from './context.ts';

/** Characters of each text at most: a B-tree row holds 2,704 bytes. */
const LONGEST = 200;

const cut = (text: string) => text.slice(0, LONGEST);

/** Stores the companies and addresses that objects of the API name by reference; the last description of each counts. */
export async function storeReferences(
  tx: Transaction,
  { provider, api }: Pick<ReconcileContext, 'provider' | 'api'>,
  snapshots: readonly Snapshot[],
): Promise<void> {
  const { writes } = api;
  if (!writes) return;
  const found = new Map<string, KnownReference>();
  for (const one of snapshots.flatMap((snapshot) => writes.referencesIn(snapshot))) {
    const key = `${one.kind} ${one.reference}`;
    if (one.reference.length <= LONGEST && (one.name !== '' || !found.has(key))) found.set(key, one);
  }
  if (found.size === 0) return;
  // Sorted, so that two transactions lock rows in the same order.
  const rows = [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => rowOf(one));
  await tx`
    insert into booking_references as stored (provider, kind, reference, name, town, country, terms, seen_at)
    select ${provider}, kind, reference, name, town, country, terms, now()
    from json_to_recordset(${JSON.stringify(rows)}::text::json)
      as given(kind text, reference text, name text, town text, country text, terms text)
    on conflict (provider, kind, reference) do update
      set name = excluded.name, town = excluded.town, country = excluded.country, terms = excluded.terms, seen_at = now()
      where stored.terms <> excluded.terms`;
}

function rowOf({ kind, reference, name, town, country }: KnownReference) {
  const shown = cut(name || reference);
  const terms = [shown, reference, town, country].filter(Boolean).join('\n').toLowerCase();
  return { kind, reference, name: shown, town: town && cut(town), country, terms };
}
