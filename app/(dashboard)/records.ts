import { z } from 'zod';
import type { RecordPast } from '#components/record/record-activity.tsx';
import { bestReference } from '#components/shipments/reference.ts';
import type { Applied } from '#components/table/applied.tsx';
import type { ListSpec, ListState } from '#components/table/list-state.ts';
import { database } from '#db/client.ts';
import { listActivity } from '#db/queries/evidence.ts';
import { readLinked } from '#db/queries/linked.ts';
import type { Sort } from '#db/queries/list.ts';

/** Rows on a page of a list. */
export const PAGE = 50;

export type SearchParams = Promise<Record<string, string | string[] | undefined>>;
export type IdParams = { params: Promise<{ id: string }> };
export type IdPage = IdParams & { searchParams: SearchParams };

/** A list at an address, with the sorts that its query knows. */
export function listSpec(
  base: string,
  filters: readonly string[],
  sorts: Readonly<Record<string, Sort<never>>>,
): ListSpec {
  const directions = Object.entries(sorts).map(([name, { first }]) => [name, first] as const);
  return { base, filters, sorts: Object.fromEntries(directions) };
}

/** The paging and sorting that an address asks for. */
export function pagingOf({ sort, direction, cursor, before }: ListState) {
  return { sort, direction: direction as 'asc' | 'desc' | undefined, cursor, before, limit: PAGE };
}

/** The shipment that a list is narrowed to, by the name that people know it by. */
export async function shipmentShown({ shipment }: ListState): Promise<Applied[]> {
  if (!shipment) return [];
  const found = (await readLinked(database(), [shipment])).get(shipment);
  const value = found ? bestReference(found).value : 'not known';
  return [{ key: 'shipment', says: 'Shipment', value, clear: 'Show those of all shipments' }];
}

/** Reads one thing by an id that somebody typed; null for what is no id. */
export async function readOne<Row>(id: string, get: (id: string) => Promise<Row | null>): Promise<Row | null> {
  return z.uuid().safeParse(id).success ? get(id) : null;
}

const SHOWN = 100;

/** What became different about the record at `base/id`: the latest, and the page of it that the address names. */
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
