import { shipments } from '../schema/index.ts';
import type { Sort } from './cursor.ts';

type Row = typeof shipments.$inferSelect;

/** The sorts of the list of shipments, the default first. */
export const SHIPMENT_SORTS = {
  learnedAt: { by: shipments.learnedAt, form: 'instant', natural: 'desc', key: (row) => row.learnedAt },
  eta: { by: shipments.etaAt, form: 'instant', nullable: true, natural: 'asc', key: (row) => row.etaAt },
} as const satisfies Readonly<Record<string, Sort<Row>>>;

/** An order that does not depend on any value. */
export const BY_ID: Sort<Row> = { by: shipments.id, form: 'uuid', natural: 'asc', key: (row) => row.id };
