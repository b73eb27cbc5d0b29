import type { StoredRow } from '#db/rows.ts';
import type { EffectValue } from '#lib/model/effect.ts';

/** The tables whose rows are derived from ledgers, by the names under which the schema exports them. */
export const PROJECTED_TABLES = [
  'shipments',
  'legs',
  'containers',
  'milestones',
  'exceptions',
  'shipmentReferences',
  'shipmentParties',
  'shipmentItems',
  'parties',
  'bookings',
  'purchaseOrders',
  'purchaseOrderLines',
  'products',
  'invoices',
  'invoiceLines',
  'documents',
  'steps',
  'shipmentRecords',
] as const;
export type ProjectedTable = (typeof PROJECTED_TABLES)[number];

/** A row as it will lie in its table: the properties of its Drizzle definition, all of them. */
export type RowOf<Table extends ProjectedTable> = StoredRow<Table>;
export type RowsOf<Table extends ProjectedTable> = ReadonlyMap<string, RowOf<Table>>;

/** The largest place in a list that its column holds. Nobody reads so far: what follows is summed and checked, and not shown. */
export const MAX_POSITION = 32_767;

/** Which entity: our id, and who calls it what. */
export type Identity = { id: string; provider: string; externalId: string };

/** What is shown of one entity: for each table its rows by primary key. Computed from the ledger and nothing else. */
export type Projection = { readonly [Table in ProjectedTable]?: RowsOf<Table> };

/** The rows of an entity, and the instant, UTC, from which others are due without any event; null where none are. */
export type DatedProjection = { rows: Projection; dueAt: string | null };

/** A value that became different, before and after, as JSON. */
export type Difference = EffectValue & { before: unknown; after: unknown };
