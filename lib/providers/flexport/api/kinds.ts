import type { ApiKind } from '../../api.ts';
import { type Fields, isObject, textOf } from '../read.ts';

/** How a kind of object is listed. */
export type Kind = ApiKind & {
  path: string;
  /** Parameters beside paging: the sort order, and links to expand. */
  query?: Readonly<Record<string, string>>;
  /** The queries that together list the objects that changed since an instant, or are open. */
  queriesSince?: (since: string) => readonly Readonly<Record<string, string>>[];
  /** The field with the time of the last change. */
  changed?: string;
  /** Whether an object is open; only of kinds whose incremental list contains the open objects. */
  open?: (object: Fields) => boolean;
};

const BY_ID = { sort: 'id', direction: 'asc' };
const of = (field: string) => (since: string) => [{ [`f.${field}.gt`]: since }];

/** An object may appear in a list this long after its date. */
const LIST_LAG_MS = 3 * 24 * 3_600_000;
const earlier = (since: string) => new Date(Date.parse(since) - LIST_LAG_MS).toISOString();

/** The kinds that the API lists, in the order in which they are read: those that others refer to come first. */
export const KINDS: readonly Kind[] = [
  { kind: 'product', title: 'Products', path: '/products', changes: 'none', entityType: 'product' },
  {
    kind: 'purchase_order',
    title: 'Purchase orders',
    path: '/purchase_orders',
    query: { ...BY_ID, expand: 'line_items' },
    changes: 'dated',
    queriesSince: of('updated_at'),
    changed: 'updated_at',
    entityType: 'purchase_order',
  },
  {
    kind: 'booking',
    title: 'Bookings',
    path: '/bookings',
    query: { sort: 'created_at', direction: 'asc' },
    changes: 'open',
    // The only states that can be filtered by, and those in which a booking still changes.
    queriesSince: () => [{ 'f.status': 'submitted' }, { 'f.status': 'booked' }],
    open: ({ status }) => status === 'submitted' || status === 'booked',
    entityType: 'booking',
  },
  {
    kind: 'shipment',
    title: 'Shipments',
    path: '/shipments',
    query: BY_ID,
    changes: 'dated',
    queriesSince: of('updated_at'),
    changed: 'updated_at',
    entityType: 'shipment',
  },
  { kind: 'leg', title: 'Legs', path: '/shipment_legs', changes: 'none', entityType: 'shipment' },
  {
    kind: 'container',
    title: 'Containers',
    path: '/ocean/shipment_containers',
    changes: 'none',
    entityType: 'shipment',
  },
  {
    kind: 'container_leg',
    title: 'Containers on legs',
    path: '/ocean/shipment_container_legs',
    // Only the container names the shipment.
    query: { expand: 'shipment_container' },
    changes: 'none',
    entityType: 'shipment',
  },
  {
    kind: 'invoice',
    title: 'Invoices',
    path: '/invoices',
    changes: 'dated',
    // `last_updated_at` is empty until an invoice is adjusted.
    queriesSince: (since) => [{ 'f.last_updated_at.gt': since }, { 'f.issued_at.gt': earlier(since) }],
    changed: 'last_updated_at',
    entityType: 'invoice',
  },
  {
    kind: 'commercial_invoice',
    title: 'Commercial invoices',
    path: '/commercial_invoices',
    changes: 'none',
    entityType: 'invoice',
  },
  {
    kind: 'document',
    title: 'Documents',
    path: '/documents',
    changes: 'dated',
    queriesSince: (since) => [{ 'f.uploaded_at.gt': earlier(since) }],
    entityType: 'document',
  },
  {
    kind: 'customs_entry',
    title: 'Customs entries',
    path: '/customs_entries',
    changes: 'none',
    entityType: 'shipment',
  },
];

/** The kind with this name. Throws RangeError for an unknown name. */
export function kindOf(name: string): Kind {
  const kind = KINDS.find((one) => one.kind === name);
  if (!kind) throw new RangeError(`Flexport lists no ${name}`);
  return kind;
}

/** The shipment that a part names, itself or through its container. */
export function shipmentOf(object: Fields): string | undefined {
  const direct = isObject(object.shipment) ? textOf(object.shipment.id) : undefined;
  return direct ?? (isObject(object.shipment_container) ? shipmentOf(object.shipment_container) : undefined);
}
