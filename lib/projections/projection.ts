import type { StoredRow } from '#db/rows.ts';
import type { EffectValue } from '#lib/model/effect.ts';
import type { LatenessLimits } from '#lib/model/lateness-limits.ts';
import type { Tariff } from '#lib/model/tariff.ts';
import type { Source } from './ledger.ts';

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
  'exceptionConditions',
  'searchTerms',
] as const;
export type ProjectedTable = (typeof PROJECTED_TABLES)[number];

/** A complete row of a table, as its Drizzle definition types it. */
export type RowOf<Table extends ProjectedTable> = StoredRow<Table>;
export type RowsOf<Table extends ProjectedTable> = ReadonlyMap<string, RowOf<Table>>;

/** The largest position that its column holds. Lines beyond it are summed and checked, and not shown. */
export const MAX_POSITION = 32_767;

/** An entity: its id, and its provider and id there. */
export type Identity = { id: string; provider: string; externalId: string };

/** What admins set that rows depend on: what counts as late, and the tariffs that state free days. */
export type ProjectionSettings = { limits: LatenessLimits; tariffs: readonly Tariff[] };

/**
 * The names of customers by the ids of the parties, each with the first event that states it. `last`: the last event with which the
 * customer states it itself; null for a name as it is stored with a shipment, which is shown whatever the shipment states.
 */
export type PartyNames = ReadonlyMap<string, { name: string; eventId: string; last: Source | null }>;

/** What rows depend on beside the ledger: an instant, ISO 8601 UTC, settings, and the names of the customers of a shipment. */
export type ProjectionContext = ProjectionSettings & { asOf: string; names?: PartyNames | undefined };

/** The rows of one entity: for each table by primary key. Computed from the ledger and `ProjectionContext` only. */
export type Projection = { readonly [Table in ProjectedTable]?: RowsOf<Table> };

/** The rows of an entity, and the instant, UTC, at which they change without an event; null if they do not. */
export type DatedProjection = { rows: Projection; dueAt: string | null };

/** A value that changed, before and after, as JSON. */
export type Difference = EffectValue & { before: unknown; after: unknown };
