import type { Database } from '#db/client.ts';
import { countTabs, readList } from '#db/queries/declared-list.ts';
import { mostUrgentExceptions } from '#db/queries/shipment-exceptions.ts';
import { SHIPMENTS, type ShipmentFilter } from '#db/queries/shipments.ts';
import { ADMIN } from '#tests/support/server.ts';
import type { Call } from './calls.ts';
import { subjectHash } from './fill.ts';

const LIST_MS = 100;
const LIMIT = 50;

/** Filters by exceptions: of a type that many shipments have, few, and none; of a severity; of an owner; of several. */
const FILTERS: Record<string, ShipmentFilter> = {
  'any exception': { trouble: true },
  'arrives late': { exception: 'arrival.slip' },
  'container number invalid': { exception: 'reference.invalid' },
  'source silent': { exception: 'data.silent' },
  critical: { severity: 'critical' },
  'low or worse': { severity: 'low' },
  mine: { owner: ADMIN.email },
  'nobody owns': { owner: 'nobody' },
  'mine, arrives late, high': { owner: ADMIN.email, exception: 'arrival.slip', severity: 'high' },
  'any exception, of a customer': { trouble: true, customer: 'Customer 7' },
  'any exception, in transit': { trouble: true, status: 'in_transit' },
};

/** What the list of shipments reads under each filter by exceptions, in each of its orders. */
export function shipmentCalls(db: Database): Call[] {
  const sorts = Object.keys(SHIPMENTS.sorts).flatMap((sort) =>
    (['asc', 'desc'] as const).map((way) => [sort, way] as const),
  );
  const ids = Array.from({ length: LIMIT }, (_, at) => subjectHash('shipment', 1_000 + at));
  return [
    ...Object.entries(FILTERS).flatMap(([name, filter]) =>
      sorts.map(([sort, direction]) => ({
        name: `shipments: ${name}, by ${sort} ${direction}`,
        within: LIST_MS,
        run: () => readList(db, SHIPMENTS, { ...filter, sort, direction, limit: LIMIT }),
      })),
    ),
    ...Object.entries(FILTERS).map(([name, filter]) => ({
      name: `shipments: ${name}, counts of the tabs`,
      within: LIST_MS,
      run: () => countTabs(db, SHIPMENTS, filter),
    })),
    { name: 'shipments: the exceptions of a page', within: LIST_MS, run: () => mostUrgentExceptions(db, ids) },
  ];
}
