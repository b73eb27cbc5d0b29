import type { EntityType } from '#lib/model/identity.ts';
import type { ApiKind } from '../../api.ts';
import type { Fields } from '../read.ts';

/** A filter in the API's own words. */
export type Filter = Record<string, unknown>;

/** How one kind of thing is listed. */
export type Kind = ApiKind & {
  resource: string;
  entityType: EntityType;
  /** What changed since an instant, or is open. */
  asks: (since: string) => Filter;
  /** What is asked for in any case. */
  always?: Filter;
  open?: (object: Fields) => boolean;
};

const after = (field: string, since: string): Filter => ({ [field]: { greaterThanOrEqualTo: since } });
/** `updatedAt` is empty until the first change. */
const changed = (since: string): Filter => ({ or: [after('updatedAt', since), after('createdAt', since)] });
const created = (since: string): Filter => after('createdAt', since);

/** Has no field for its last change: what is open is read, and what is new, for it may be settled already. */
function openOnes(states: readonly string[]) {
  return {
    changes: 'open' as const,
    asks: (since: string): Filter => ({ or: [{ status: { in: states } }, created(since)] }),
    open: ({ status }: Fields) => states.includes(String(status)),
  };
}

/** Lists hide what was deleted unless they are asked for it. */
const DELETED_TOO: Filter = { or: [{ deletedAt: { isNull: true } }, { deletedAt: { isNull: false } }] };

/** What the API lists, in the order in which it is read: what others refer to comes first. */
export const KINDS: readonly Kind[] = [
  {
    kind: 'customer',
    title: 'Customers',
    resource: 'customers',
    entityType: 'party',
    changes: 'dated',
    asks: changed,
    always: DELETED_TOO,
  },
  {
    kind: 'carrier',
    title: 'Carriers',
    resource: 'carriers',
    entityType: 'party',
    changes: 'dated',
    asks: changed,
    always: DELETED_TOO,
  },
  {
    kind: 'shipment',
    title: 'Shipments',
    resource: 'shipments',
    entityType: 'shipment',
    changes: 'dated',
    asks: changed,
  },
  {
    kind: 'document',
    title: 'Documents',
    resource: 'documents',
    entityType: 'document',
    changes: 'dated',
    asks: changed,
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
  { kind: 'payment', title: 'Payments', resource: 'payments', entityType: 'invoice', changes: 'dated', asks: created },
  {
    kind: 'bill_payment',
    title: 'Bill payments',
    resource: 'bill-payments',
    entityType: 'invoice',
    changes: 'dated',
    asks: created,
  },
];

/** The kind of a name. Throws RangeError for a name that is none. */
export function kindOf(name: string): Kind {
  const kind = KINDS.find((one) => one.kind === name);
  if (!kind) throw new RangeError(`MVMNT lists no ${name}`);
  return kind;
}
