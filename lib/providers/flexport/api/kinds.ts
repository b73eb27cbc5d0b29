import type { EntityType } from '#lib/model/identity.ts';
import type { ApiKind } from '../../api.ts';
import { type Fields, isObject, textOf } from '../read.ts';

/** How one kind of thing is listed. */
export type Kind = ApiKind & {
  path: string;
  /** Parameters beside paging: sort where it can be sorted, links that are to be followed. */
  query?: Readonly<Record<string, string>>;
  /** The queries that together list what changed since an instant, or what is open. */
  asks?: (since: string) => readonly Readonly<Record<string, string>>[];
  /** The field that says when it changed last. */
  changed?: string;
  /** Whether it is still to be settled; only of kinds that are asked for what is open. */
  open?: (object: Fields) => boolean;
  entityType: EntityType;
};

const BY_ID = { sort: 'id', direction: 'asc' };
const of = (field: string) => (since: string) => [{ [`f.${field}.gt`]: since }];

/** How much later than it bears date a thing may appear, milliseconds. */
const LATE = 3 * 24 * 3_600_000;
const earlier = (since: string) => new Date(Date.parse(since) - LATE).toISOString();

/** What the API lists, in the order in which it is read: what others refer to comes first. */
export const KINDS: readonly Kind[] = [
  { kind: 'product', title: 'Products', path: '/products', changes: 'none', entityType: 'product' },
  {
    kind: 'purchase_order',
    title: 'Purchase orders',
    path: '/purchase_orders',
    query: { ...BY_ID, expand: 'line_items' },
    changes: 'dated',
    asks: of('updated_at'),
    changed: 'updated_at',
    entityType: 'purchase_order',
  },
  {
    kind: 'booking',
    title: 'Bookings',
    path: '/bookings',
    query: { sort: 'created_at', direction: 'asc' },
    changes: 'open',
    // The only states that can be filtered by, and the ones in which a booking still moves.
    asks: () => [{ 'f.status': 'submitted' }, { 'f.status': 'booked' }],
    open: ({ status }) => status === 'submitted' || status === 'booked',
    entityType: 'booking',
  },
  {
    kind: 'shipment',
    title: 'Shipments',
    path: '/shipments',
    query: BY_ID,
    changes: 'dated',
    asks: of('updated_at'),
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
    // The shipment is named by the container only.
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
    asks: (since) => [{ 'f.last_updated_at.gt': since }, { 'f.issued_at.gt': earlier(since) }],
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
    asks: (since) => [{ 'f.uploaded_at.gt': earlier(since) }],
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

/** The kind of a name. Throws RangeError for a name that is none. */
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
