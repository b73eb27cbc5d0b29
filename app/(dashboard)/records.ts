import { z } from 'zod';
import { readWords } from '#app/words.ts';
import { AGEING_LABELS } from '#components/invoices/ageing-labels.ts';
import type { RecordPast } from '#components/record/record-activity.tsx';
import { bestReference } from '#components/shipments/reference.ts';
import { inWords } from '#components/shipments/words.ts';
import type { Applied } from '#components/table/applied.tsx';
import { type ListSpec, type ListState, readState } from '#components/table/list-state.ts';
import { database } from '#db/client.ts';
import { type DeclaredList, parseFilter } from '#db/queries/declared-list.ts';
import { listActivity } from '#db/queries/evidence.ts';
import { readLinked } from '#db/queries/linked.ts';
import { partyName } from '#db/queries/parties.ts';
import type { Ageing } from '#lib/model/ageing.ts';
import { personalOf } from './personal.ts';

/** Rows on a page of a list. */
export const PAGE = 50;

export type SearchParams = Promise<Record<string, string | string[] | undefined>>;
export type IdParams = { params: Promise<{ id: string }> };
export type IdPage = IdParams & { searchParams: SearchParams };

/** The description of a list that its screen needs; it is sent to the browser. */
export function specOf({ path, filter, apiOnly = [], sorts, tabs, ranked }: DeclaredList): ListSpec {
  const directions = Object.entries(sorts).map(([name, { natural }]) => [name, natural] as const);
  return {
    base: path,
    filters: Object.keys(filter.shape).filter((key) => !apiOnly.includes(key)),
    sorts: Object.fromEntries(directions),
    ...(tabs && { tabs }),
    ...(ranked && { rankedBy: ranked.by }),
  };
}

/** The state of an address as text, for links, and parsed, for queries. Invalid values are left out. */
export function readAddress<Row extends { id: string | number }, Item, Filter extends z.ZodObject>(
  list: DeclaredList<Row, Item, Filter>,
  params: Awaited<SearchParams>,
): { spec: ListSpec; state: ListState; filter: z.output<Filter> } {
  const spec = specOf(list);
  const texts = readState(params, spec);
  const { known, filter } = parseFilter<Filter>(list, texts);
  const isFilter = ([key]: [string, string]) => spec.filters.includes(key);
  const paging = Object.fromEntries(Object.entries(texts).filter((pair) => !isFilter(pair)));
  return { spec, state: { ...known, ...paging }, filter };
}

/** The parameters of a page: without any filter, those that its list is opened with. */
export function openedWith({ filter, tabs }: DeclaredList, params: Awaited<SearchParams>): Awaited<SearchParams> {
  const isFiltered = Object.keys(filter.shape).some((key) => params[key] !== undefined);
  return isFiltered ? params : { ...params, ...tabs?.initial };
}

/** The paging and sorting of an address. */
export function pagingOf({ sort, direction, cursor, before }: ListState) {
  return { sort, direction: direction as 'asc' | 'desc' | undefined, cursor, before, limit: PAGE };
}

/** Applied filters without a select: a shipment or party, by its name, the role of the party, a SKU. */
export async function appliedTo({ shipment, sku, party, role, awaited, ageing }: ListState): Promise<Applied[]> {
  const { t } = await readWords();
  const applied: Applied[] = [];
  if (party) {
    const value = (await partyName(database(), party)) ?? t('not known');
    applied.push({ key: 'party', label: 'Party', value, clear: 'Show those of all parties' });
  }
  if (role) applied.push({ key: 'role', label: 'Role', value: t(inWords(role)), clear: 'Show those of any role' });
  if (ageing) {
    const value = t(AGEING_LABELS[ageing as Ageing]);
    applied.push({ key: 'ageing', label: 'Age', value, clear: 'Show those of any age' });
  }
  if (awaited)
    applied.push({ key: 'awaited', label: 'Arrival', value: t('awaited'), clear: 'Show those that arrived too' });
  if (shipment) {
    const found = (await readLinked(database(), [shipment])).get(shipment);
    const value = found ? bestReference(found, (await personalOf()).titleType).value : t('not known');
    applied.push({ key: 'shipment', label: 'Shipment', value, clear: 'Show those of all shipments' });
  }
  if (sku) applied.push({ key: 'sku', label: 'SKU', value: sku, clear: 'Show those of all products' });
  return applied;
}

/** Reads one object by an id from an address; null for an invalid id. */
export async function readOne<Row>(id: string, get: (id: string) => Promise<Row | null>): Promise<Row | null> {
  return z.uuid().safeParse(id).success ? get(id) : null;
}

const SHOWN = 100;

/** The effects of the record at `base/id`: the latest, and the page that the address names. */
export async function activityOf(base: string, id: string, searchParams: SearchParams): Promise<RecordPast> {
  const { earlier } = await searchParams;
  const latest = await listActivity(database(), id, { limit: SHOWN });
  const shown =
    typeof earlier === 'string' ? await listActivity(database(), id, { limit: SHOWN, cursor: earlier }) : latest;
  const address = `${base}/${id}`;
  return {
    latest: latest.data,
    shown: shown.data,
    first: shown === latest ? null : address,
    earlier: shown.nextCursor && `${address}?earlier=${shown.nextCursor}`,
  };
}
