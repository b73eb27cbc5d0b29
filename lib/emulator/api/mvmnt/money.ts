import type { State } from '#lib/emulator/api/state.ts';
import type { BrokerRecordKind } from '#lib/emulator/world/load.ts';
import { type BrokerRecordRow, inner, recordFields, recordsOf } from './broker-shipments.ts';
import type { Fields } from './filter.ts';
import { type Json, type Listing, Resource } from './resource.ts';

/** Fields that only the API returns. No invoice is factored or exported to accounting. */
const BESIDES: Partial<Record<BrokerRecordKind, Json>> = {
  invoices: { creditsApplied: null, factorName: null, factorStatus: null, qboId: null, documentUrl: null },
  payments: { qboId: null },
  bills: { vendedServiceId: null, carrierFactor: null, factorStatus: null, qboId: null, paymentTerm: null },
  billPayments: { carrierFactor: null, overpayment: null, qboId: null, syncStatus: 'synced' },
};

type MoneyKind = { name: string; kind: BrokerRecordKind; fields: Fields<BrokerRecordRow> };

function money(state: State, { name, kind, fields }: MoneyKind): Resource<BrokerRecordRow> {
  const common = recordFields({ id: 'uuid', createdAt: 'datetime' });
  return new Resource(state, {
    name,
    all: () => recordsOf(state, kind),
    id: ({ record }) => String(record.id),
    key: ({ record }) => record.key ?? record.friendlyId,
    show: ({ record }) => ({ updatedAt: null, ...BESIDES[kind], ...record }),
    fields: { ...common, ...fields },
  });
}

const dueFields = (state: State): Fields<BrokerRecordRow> => ({
  ...recordFields({
    shipmentId: 'uuid',
    status: 'enum',
    invoiceDate: 'datetime',
    dueDate: 'datetime',
    amount: 'float',
  }),
  overdue: {
    type: 'boolean',
    of: ({ record }) => Number(record.amountOwed) > 0 && Date.parse(String(record.dueDate)) < state.now,
  },
});

const PAID = recordFields({
  paymentDate: 'datetime',
  paymentMethodType: 'enum',
  totalAmount: 'float',
  reference: 'string',
});

/** Filters on the invoices and shipments that a payment is applied to. */
function applied(name: string): Fields<BrokerRecordRow> {
  return { [name]: { type: 'uuid', of: ({ record }) => (record.applications as Json[])[0]?.[name] ?? null } };
}

/** Invoices to customers and bills of carriers, with their payments. */
export function finance(state: State): Listing[] {
  const invoices = {
    ...dueFields(state),
    ...recordFields({ orderId: 'uuid', amountOwed: 'float' }),
    ...inner('customer'),
    factored: { type: 'boolean' as const, of: () => false },
  };
  const bills = {
    ...dueFields(state),
    ...recordFields({ loadCarrierId: 'uuid', vendedServiceId: 'uuid', loadId: 'uuid', entityType: 'enum' }),
    ...inner('carrier'),
    ...inner('vendor'),
  };
  const payments = { ...PAID, ...inner('customer'), ...applied('invoiceId'), ...applied('shipmentId') };
  const billPayments = {
    ...PAID,
    ...recordFields({ recipientType: 'enum' }),
    ...inner('carrier'),
    ...inner('vendor'),
    ...inner('carrierFactor'),
  };
  return [
    money(state, { name: 'invoices', kind: 'invoices', fields: invoices }),
    money(state, { name: 'payments', kind: 'payments', fields: payments }),
    money(state, { name: 'bills', kind: 'bills', fields: bills }),
    money(state, { name: 'bill-payments', kind: 'billPayments', fields: billPayments }),
  ];
}
