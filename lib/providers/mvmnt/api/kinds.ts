import type { ApiKind } from '../../api.ts';
import type { Fields } from '../read.ts';

/** A filter in the syntax of the API. */
export type Filter = Record<string, unknown>;

/** How a kind of object is listed. */
export type Kind = ApiKind & {
  resource: string;
  /** The filter for objects that changed since an instant, or are open. */
  changedSinceFilter: (since: string) => Filter;
  /** The filter that is always sent. */
  fixedFilter?: Filter;
  open?: (object: Fields) => boolean;
};

const after = (field: string, since: string): Filter => ({ [field]: { greaterThanOrEqualTo: since } });
/** `updatedAt` is empty until the first change. */
const changed = (since: string): Filter => ({ or: [after('updatedAt', since), after('createdAt', since)] });
const created = (since: string): Filter => after('createdAt', since);

/** For kinds without a time of the last change: open objects are read, and new ones, which may be closed already. */
function openOnes(states: readonly string[]) {
  return {
    changes: 'open' as const,
    changedSinceFilter: (since: string): Filter => ({ or: [{ status: { in: states } }, created(since)] }),
    open: ({ status }: Fields) => states.includes(String(status)),
  };
}

/** Without this filter lists omit deleted objects. */
const DELETED_TOO: Filter = { or: [{ deletedAt: { isNull: true } }, { deletedAt: { isNull: false } }] };

/** The kinds that the API lists, in the order in which they are read: those that others refer to come first. */
export const KINDS: readonly Kind[] = [
  {
    kind: 'customer',
    title: 'Customers',
    resource: 'customers',
    entityType: 'party',
    changes: 'dated',
    changedSinceFilter: changed,
    fixedFilter: DELETED_TOO,
  },
  {
    kind: 'carrier',
    title: 'Carriers',
    resource: 'carriers',
    entityType: 'party',
    changes: 'dated',
    changedSinceFilter: changed,
    fixedFilter: DELETED_TOO,
  },
  {
    kind: 'shipment',
    title: 'Shipments',
    resource: 'shipments',
    entityType: 'shipment',
    changes: 'dated',
    changedSinceFilter: changed,
  },
  {
    kind: 'document',
    title: 'Documents',
    resource: 'documents',
    entityType: 'document',
    changes: 'dated',
    changedSinceFilter: changed,
  },
  {
    kind: 'invoice',
    title: 'Customer invoices',
    resource: 'invoices',
    entityType: 'invoice',
    ...openOnes(['DRAFT', 'AWAITING_PAYMENT', 'PARTIALLY_PAID']),
  },
  {
    kind: 'bill',
    title: 'Bills',
    resource: 'bills',
    entityType: 'invoice',
    ...openOnes(['AWAITING_INVOICE', 'IN_REVIEW', 'APPROVED_TO_PAY']),
  },
  {
    kind: 'payment',
    title: 'Payments',
    resource: 'payments',
    entityType: 'invoice',
    changes: 'dated',
    changedSinceFilter: created,
  },
  {
    kind: 'bill_payment',
    title: 'Bill payments',
    resource: 'bill-payments',
    entityType: 'invoice',
    changes: 'dated',
    changedSinceFilter: created,
  },
];

/** The kind with this name. Throws RangeError for an unknown name. */
export function kindOf(name: string): Kind {
  const kind = KINDS.find((one) => one.kind === name);
  if (!kind) throw new RangeError(`MVMNT lists no ${name}`);
  return kind;
}
