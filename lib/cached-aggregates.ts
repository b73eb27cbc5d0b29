import type { Database } from '#db/client.ts';
import { type BookingFilter, countBookingsBy } from '#db/queries/bookings.ts';
import { type ContainerFilter, countContainersBy } from '#db/queries/containers.ts';
import { countDocumentsBy, type DocumentFilter } from '#db/queries/documents.ts';
import { countDriftBy, type DriftFilter } from '#db/queries/drift.ts';
import { countInvoicesBy, type InvoiceFilter } from '#db/queries/invoices.ts';
import { arrivalsByPort, countViews, listAlerts } from '#db/queries/overview.ts';
import { invoicesDue } from '#db/queries/overview-money.ts';
import { countPartiesBy, type PartyFilter } from '#db/queries/parties.ts';
import { countProductsBy, type ProductFilter } from '#db/queries/products.ts';
import { countPurchaseOrdersBy, type PurchaseOrderFilter } from '#db/queries/purchase-orders.ts';
import { countRequestsBy, type RequestFilter } from '#db/queries/requests.ts';
import { countShipments, countShipmentTabs } from '#db/queries/shipment-list.ts';
import type { ShipmentFilter } from '#db/queries/shipments.ts';
import type { Cache } from './cache/index.ts';

const NEEDS = 12;

/** The figures of the overview and the counts beside the tabs of the lists: each costs something, and everybody asks for the same. */
const FIGURES = {
  views: (db: Database) => countViews(db),
  needs: (db: Database) => listAlerts(db, NEEDS),
  arrivals: (db: Database) => arrivalsByPort(db),
  due: (db: Database) => invoicesDue(db),
  shipments: (db: Database, filter?: ShipmentFilter) => countShipments(db, filter),
  shipmentTabs: (db: Database, filter?: ShipmentFilter) => countShipmentTabs(db, filter),
  bookings: (db: Database, filter?: BookingFilter) => countBookingsBy(db, 'status', filter),
  containers: (db: Database, filter?: ContainerFilter) => countContainersBy(db, 'status', filter),
  purchaseOrders: (db: Database, filter?: PurchaseOrderFilter) => countPurchaseOrdersBy(db, 'status', filter),
  products: (db: Database, filter?: ProductFilter) => countProductsBy(db, 'status', filter),
  invoices: (db: Database, filter?: InvoiceFilter) => countInvoicesBy(db, 'status', filter),
  documents: (db: Database, filter?: DocumentFilter) => countDocumentsBy(db, 'status', filter),
  documentTypes: (db: Database, filter?: DocumentFilter) => countDocumentsBy(db, 'type', filter),
  parties: (db: Database, filter?: PartyFilter) => countPartiesBy(db, 'type', filter),
  drift: (db: Database, filter?: DriftFilter) => countDriftBy(db, 'cause', filter),
  requests: (db: Database, filter?: RequestFilter) => countRequestsBy(db, 'state', filter),
} as const;
export type CachedAggregates = typeof FIGURES;

/** One of them, of what a filter leaves, from the cache where it is still good. */
export function cachedAggregate<Name extends keyof CachedAggregates>(
  cache: Cache,
  db: Database,
  name: Name,
  filter?: Parameters<CachedAggregates[Name]>[1],
): Promise<Awaited<ReturnType<CachedAggregates[Name]>>> {
  const work: (db: Database, filter?: object) => Promise<unknown> = FIGURES[name];
  return cache.get(`${name} ${JSON.stringify(filter ?? {})}`, () => work(db, filter)) as Promise<
    Awaited<ReturnType<CachedAggregates[Name]>>
  >;
}

/** Works all of them out, of everything, so that the first to look need not wait. */
export async function warmCachedAggregates(cache: Cache, db: Database): Promise<void> {
  for (const name of Object.keys(FIGURES) as (keyof CachedAggregates)[]) await cachedAggregate(cache, db, name);
}
