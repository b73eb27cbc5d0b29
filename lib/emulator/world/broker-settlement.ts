import {
  carrierReference,
  chargeObject,
  customerReference,
  linkTo,
  partyId,
  second,
} from '#lib/emulator/mvmnt/objects.ts';
import type { BrokerRecord } from '#lib/emulator/world/load.ts';
import { DAY, dayInZone, HOUR } from '#lib/emulator/world/local-time.ts';
import type { Charge } from './broker-charges.ts';
import { credit } from './broker-credit.ts';
import { uploadDeliveryDocuments, uploadDocument } from './broker-documents.ts';
import type { BrokerScript } from './broker-script.ts';

type Json = Record<string, unknown>;

const day = (at: number) => dayInZone(at, 'America/Chicago');

/** Which customers pay in instalments, and which do not pay within the simulated time. */
function instalments(script: BrokerScript, cents: number): number[] {
  const { random } = script;
  const course = random.weighted({ whole: 78, parts: 14, none: 8 });
  if (course === 'none') return [];
  if (course === 'whole') return [cents];
  const first = Math.round(cents * random.between(0.3, 0.7));
  return [first, cents - first];
}

/** The invoiced amount: the sum of the lines, except for a small share of errors. */
function invoicedCents(script: BrokerScript, charges: readonly Charge[]): number {
  const sum = charges.reduce((total, { cents }) => total + cents, 0);
  return script.random.chance(0.03) ? sum + script.random.pick([-12_000, 2_500, 7_500]) : sum;
}

type Due = { id: string; at: number; cents: number; customer: Json; record: BrokerRecord };

function pay(script: BrokerScript, invoice: Due): void {
  const { random, load } = script;
  let [at, open] = [invoice.at, invoice.cents];
  instalments(script, invoice.cents).forEach((cents, i) => {
    at += random.between(8, 30) * DAY;
    const applied = { invoiceOpenBalance: open / 100, amount: cents / 100, shipmentId: load.id };
    const application = { id: random.uuid(), invoiceId: invoice.id, ...applied };
    open -= cents;
    const payment: Json = {
      id: random.uuid(),
      key: `PMT-${load.number}${i === 0 ? '' : `-${i + 1}`}`,
      customer: invoice.customer,
      paymentDate: day(at),
      paymentMethodType: random.pick(['ACH_WIRE', 'CHECK', 'CREDIT_CARD']),
      reference: random.digits(7),
      currency: 'USD',
      totalAmount: cents / 100,
      applications: [application],
      creditApplications: [],
      overpaymentAmount: null,
      shipmentIds: [load.id],
      shipmentKeys: [load.key ?? `SHP-${load.number}`],
      createdAt: second(at),
    };
    const also = () => credit(invoice.record, payment, 'PARTIALLY_PAID');
    script.addRecord('CUSTOMER_PAYMENT_CREATED', at, 'payments', () => payment, { also });
  });
}

function invoice(script: BrokerScript, at: number): void {
  const { random, load } = script;
  const id = random.uuid();
  const friendlyId = `INV-${String(load.number).padStart(5, '0')}`;
  const customer = customerReference(load.customer);
  const cents = invoicedCents(script, load.revenueCharges);
  const amount = cents / 100;
  const filed = random.chance(0.75) ? random.uuid() : null;
  const days = random.pick([15, 30, 45]);
  const base = { id, friendlyId, key: null, orderId: load.orderId, ...linkTo(load), customer };
  const terms = { reference: load.references[0]?.value ?? null, paymentTerm: { name: `Net ${days}`, days } };
  const dates = { invoiceDate: day(at), dueDate: day(at + days * DAY), currency: 'USD', createdAt: second(at) };
  const open = { status: 'AWAITING_PAYMENT', amount, amountPaid: 0, amountOwed: amount, payments: [], credits: [] };
  const charges = load.revenueCharges.map((charge, i) => chargeObject(id, charge, i));
  const data = () => ({ ...base, ...terms, ...dates, ...open, charges, documentId: filed });
  const record = script.addRecord('CUSTOMER_INVOICE_CREATED', at, 'invoices', data);
  if (filed) uploadDocument(script, 'INVOICE', at + 4000, filed);
  pay(script, { id, at, cents, customer, record });
}

/** A bill is approved. No event reports it. */
function approve(script: BrokerScript, record: BrokerRecord, at: number): void {
  const apply = () => {
    if (record.status === 'IN_REVIEW') Object.assign(record, { status: 'APPROVED_TO_PAY', updatedAt: second(at) });
  };
  script.unannouncedChanges.push({ at, apply });
}

type Bill = {
  id: string;
  from: 'CARRIER' | 'VENDOR';
  at: number;
  cents: number;
  parties: () => Json;
  record: BrokerRecord;
};

function payBill(script: BrokerScript, { id, from, cents, parties, ...bill }: Bill): void {
  const { random, load } = script;
  const loadCarrierId = from === 'CARRIER' ? load.loadCarrierId : null;
  let { at } = bill;
  instalments(script, cents).forEach((part, i) => {
    at += random.between(5, 24) * DAY;
    const applied = { id: random.uuid(), billId: id, amount: part / 100, loadCarrierId, shipmentId: load.id };
    const how = { paymentDate: day(at), paymentMethodType: random.pick(['ACH_WIRE', 'CHECK']), currency: 'USD' };
    const fixed = { id: random.uuid(), key: `BP-${load.number}${i === 0 ? '' : `-${i + 1}`}`, recipientType: from };
    const rest = { reference: random.digits(7), totalAmount: part / 100, applications: [applied] };
    const createdAt = second(at);
    const content = () => ({ ...fixed, ...parties(), ...how, ...rest, createdAt });
    const also = () => credit(bill.record, content(), 'APPROVED_TO_PAY');
    script.addRecord(`${from}_PAYMENT_CREATED`, at, 'billPayments', content, { also });
  });
}

/** A bill of a carrier or vendor to the broker. A small share is entered twice. */
function bill(script: BrokerScript, at: number, from: 'CARRIER' | 'VENDOR', charges: readonly Charge[]): void {
  const { random, load } = script;
  const carrier = from === 'CARRIER';
  const vendor = { id: partyId('vendor Yard & Chassis Pool'), name: 'Yard & Chassis Pool' };
  const parties = () => ({ carrier: carrier ? carrierReference(load) : null, vendor: carrier ? null : vendor });
  const cents = invoicedCents(script, charges);
  const amount = cents / 100;
  const reference = random.digits(6);
  const number = `BILL-${load.number}${carrier ? '' : 'V'}`;
  const links = { ...linkTo(load), loadId: load.loadId, loadKey: `LD-${load.number}` };
  const source = { entityType: from, loadCarrierId: carrier ? load.loadCarrierId : null };
  const open = { status: 'IN_REVIEW', amount, amountPaid: 0, amountOwed: amount, currency: 'USD', payments: [] };
  const enter = (id: string, enteredAt: number) => {
    const dates = { invoiceDate: day(at), dueDate: day(at + 21 * DAY), createdAt: second(enteredAt) };
    const about = { id, friendlyId: number, key: null, reference, ...source, ...links };
    const lines = charges.map((charge, i) => chargeObject(id, charge, i));
    const data = () => ({ ...about, ...parties(), ...dates, ...open, charges: lines });
    const record = script.addRecord(`${from}_INVOICE_CREATED`, enteredAt, 'bills', data);
    approve(script, record, enteredAt + 4 * DAY);
    return record;
  };
  const id = random.uuid();
  const record = enter(id, at);
  if (random.chance(0.025)) enter(random.uuid(), at + random.between(1, 50) * HOUR);
  if (carrier && random.chance(0.75)) uploadDocument(script, 'CARRIER_INVOICE', at - 30_000);
  payBill(script, { id, from, at, cents, parties, record });
}

const YARD: readonly Charge[] = [
  { code: 'CHASSIS', description: 'Chassis, days', quantity: 3, rateCents: 3_500, cents: 10_500 },
  { code: 'STORAGE', description: 'Yard storage, days', quantity: 2, rateCents: 4_000, cents: 8_000 },
];

/** Documents, invoices, bills and payments after the delivery. */
export function settle(script: BrokerScript, deliveredAt: number): void {
  const { random, load } = script;
  const billedAt = uploadDeliveryDocuments(script, deliveredAt) + random.between(2, 60) * HOUR;
  invoice(script, billedAt);
  bill(script, billedAt + random.between(-1, 30) * HOUR, 'CARRIER', load.costCharges);
  if (load.mode === 'DRAYAGE' && random.chance(0.4)) bill(script, billedAt + 3 * HOUR, 'VENDOR', YARD);
  if (!random.chance(0.2)) return;
  const id = random.uuid();
  const data = () => ({ id, ...linkTo(load), amount: Math.round((load.revenue - load.cost) * 0.1) / 100 });
  script.addEvent('COMMISSION_CREATED', billedAt + HOUR, { data });
  script.addEvent('COMMISSION_APPROVED', billedAt + random.between(2, 9) * DAY, { data });
}
