import type { HaulScript } from './haul-script.ts';
import { DAY, dayInZone, HOUR } from './local-time.ts';
import { carrierReference, customerReference, linkTo, partyId, second } from './mvmnt-objects.ts';

type Json = Record<string, unknown>;

const day = (at: number) => dayInZone(at, 'America/Chicago');

/** A file that appears in the broker's system, linked to the shipment by its tags. */
export function uploadDocument(script: HaulScript, type: string, at: number): void {
  const { random, load } = script;
  const id = random.uuid();
  const fileName = `${type.toLowerCase()}-SHP-${load.number}`;
  const file = { fileName, extension: 'pdf', contentType: 'application/pdf', fileSize: random.int(30_000, 900_000) };
  const tags = { shipmentId: load.id };
  const data = () => ({
    id,
    key: null,
    type,
    ...file,
    status: 'UPLOADED',
    tags,
    createdAt: second(at),
    updatedAt: null,
  });
  script.tell('DOCUMENT_UPLOADED', at, { data });
}

function invoice(script: HaulScript, at: number): void {
  const { random, load } = script;
  const [id, paymentId] = [random.uuid(), random.uuid()];
  const friendlyId = `INV-${String(load.number).padStart(5, '0')}`;
  const customer = customerReference(load.customer);
  const amount = load.revenue / 100;
  const base = { id, friendlyId, key: null, orderId: load.orderId, ...linkTo(load), customer };
  const dates = { invoiceDate: day(at), dueDate: day(at + 30 * DAY), currency: 'USD', createdAt: second(at) };
  const open = { status: 'AWAITING_PAYMENT', amount, amountPaid: 0, amountOwed: amount, payments: [], credits: [] };
  script.tell('CUSTOMER_INVOICE_CREATED', at, { data: () => ({ ...base, ...dates, ...open }) });
  const paidAt = at + random.between(12, 38) * DAY;
  const application = { id: random.uuid(), invoiceId: id, invoiceOpenBalance: amount, amount };
  const payment: Json = {
    id: paymentId,
    key: `PMT-${load.number}`,
    customer,
    paymentDate: day(paidAt),
    paymentMethodType: random.pick(['ACH_WIRE', 'CHECK', 'CREDIT_CARD']),
    currency: 'USD',
    totalAmount: amount,
    applications: [application],
    creditApplications: [],
    shipmentIds: [load.id],
    shipmentKeys: [load.key ?? `SHP-${load.number}`],
    createdAt: second(paidAt),
  };
  script.tell('CUSTOMER_PAYMENT_CREATED', paidAt, { data: () => payment });
}

function bill(script: HaulScript, at: number, from: 'CARRIER' | 'VENDOR', cents: number): void {
  const { random, load } = script;
  const id = random.uuid();
  const amount = cents / 100;
  const carrier = from === 'CARRIER';
  const vendor = { id: partyId('vendor Yard & Chassis Pool'), name: 'Yard & Chassis Pool' };
  const parties = () => ({ carrier: carrier ? carrierReference(load) : null, vendor: carrier ? null : vendor });
  const numbers = { friendlyId: `BILL-${load.number}${carrier ? '' : 'V'}`, key: null, reference: random.digits(6) };
  const links = { ...linkTo(load), loadId: load.loadId, loadCarrierId: carrier ? load.loadCarrierId : null };
  const dates = { invoiceDate: day(at), dueDate: day(at + 21 * DAY), currency: 'USD', createdAt: second(at) };
  const open = { status: 'IN_REVIEW', amount, amountPaid: 0, amountOwed: amount, payments: [] };
  const data = () => ({ id, ...numbers, entityType: from, ...links, ...parties(), ...dates, ...open });
  script.tell(`${from}_INVOICE_CREATED`, at, { data });
  const paidAt = at + random.between(5, 24) * DAY;
  const applications = [{ id: random.uuid(), billId: id, amount, shipmentId: load.id }];
  const paymentId = random.uuid();
  const how = { paymentDate: day(paidAt), paymentMethodType: 'ACH_WIRE', totalAmount: amount, applications };
  const payment = () => ({
    id: paymentId,
    key: null,
    recipientType: from,
    ...parties(),
    ...how,
    createdAt: second(paidAt),
  });
  script.tell(`${from}_PAYMENT_CREATED`, paidAt, { data: payment });
}

/** Papers, invoices, bills and payments after the delivery. */
export function settle(script: HaulScript, deliveredAt: number): void {
  const { random, load } = script;
  const podAt = deliveredAt + (random.chance(0.5) ? random.between(5, 60) * 1000 : random.between(0.5, 40) * HOUR);
  uploadDocument(script, 'PROOF_OF_DELIVERY', podAt);
  const billedAt = podAt + random.between(2, 60) * HOUR;
  invoice(script, billedAt);
  bill(script, billedAt + random.between(-1, 30) * HOUR, 'CARRIER', load.cost);
  if (load.mode === 'DRAYAGE' && random.chance(0.4)) bill(script, billedAt + 3 * HOUR, 'VENDOR', 18_500);
  if (!random.chance(0.2)) return;
  const id = random.uuid();
  const data = () => ({ id, ...linkTo(load), amount: Math.round((load.revenue - load.cost) * 0.1) / 100 });
  script.tell('COMMISSION_CREATED', billedAt + HOUR, { data });
  script.tell('COMMISSION_APPROVED', billedAt + random.between(2, 9) * DAY, { data });
}
