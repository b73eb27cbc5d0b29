import type { Change } from '#lib/model/change.ts';
import { eventId } from '#lib/model/identity.ts';
import type { Place } from '#lib/model/place.ts';
import { parseMoment } from '#lib/model/time.ts';
import type { NormalisedEvent } from '#lib/projections/apply.ts';

const DAY = 86_400_000;

/** The day `days` days from now, YYYY-MM-DD. */
export const dayFromNow = (days: number) => new Date(Date.now() + days * DAY).toISOString().slice(0, 10);

const place = (unlocode: string, name: string, timeZone: string): Place => ({
  name,
  country: unlocode.slice(0, 2),
  unlocode,
  timeZone,
});
const SHANGHAI = place('CNSHA', 'Shanghai', 'Asia/Shanghai');
const LOS_ANGELES = place('USLAX', 'Los Angeles', 'America/Los_Angeles');
const CHICAGO = place('USCHI', 'Chicago', 'America/Chicago');
const usd = (amount: string) => ({ amount, currency: 'USD' });
const at = (text: string) => {
  const moment = parseMoment(text);
  if (!moment) throw new Error(`${text} is not a time`);
  return moment;
};

const SHIPMENT = '8672';

const shipment: Change[] = [
  { kind: 'shipment', shipment: SHIPMENT, fields: { name: 'Spring chairs', mode: 'ocean', customer: 'Harbour Home' } },
  { kind: 'reference', shipment: SHIPMENT, type: 'purchase_order', value: 'PO-4410' },
  {
    kind: 'leg',
    shipment: SHIPMENT,
    leg: '1',
    fields: { mode: 'ocean', origin: SHANGHAI, destination: LOS_ANGELES, vesselName: 'EVER ALOT', voyage: '1188-043E' },
  },
  { kind: 'milestone', shipment: SHIPMENT, leg: '1', code: 'DEPARTED', classifier: 'ACT', moment: at(dayFromNow(-20)) },
  { kind: 'milestone', shipment: SHIPMENT, leg: '1', code: 'ARRIVED', classifier: 'EST', moment: at(dayFromNow(6)) },
  {
    kind: 'container',
    shipment: SHIPMENT,
    container: 'c1',
    fields: {
      number: 'CSQU3054383',
      type: 'dry',
      size: 'forty_ft_hc',
      sealNumber: 'CN884213',
      lastFreeDay: dayFromNow(-3),
      items: [{ sku: 'CH-100', product: 'Oak chair', poNumber: 'PO-4410', units: 400 }],
    },
  },
  {
    kind: 'container',
    shipment: SHIPMENT,
    container: 'c2',
    fields: { number: 'CSQU3054384', type: 'reefer', size: 'twenty_ft', lastFreeDay: dayFromNow(2) },
  },
  {
    kind: 'milestone',
    shipment: SHIPMENT,
    container: 'c1',
    code: 'LOADED',
    classifier: 'ACT',
    moment: at(dayFromNow(-21)),
  },
  {
    kind: 'milestone',
    shipment: SHIPMENT,
    container: 'c1',
    code: 'DISCHARGED',
    classifier: 'EST',
    moment: at(dayFromNow(7)),
  },
  {
    kind: 'party',
    party: 'p1',
    fields: {
      name: 'Harbour Home',
      type: 'company',
      status: 'active',
      place: CHICAGO,
      email: 'imports@harbour-home.example',
    },
  },
  { kind: 'party', party: 'p2', fields: { name: 'Evergreen Line', type: 'carrier', scac: 'EGLV' } },
  { kind: 'role', shipment: SHIPMENT, role: 'consignee', party: 'p1', name: 'Harbour Home' },
  { kind: 'role', shipment: SHIPMENT, role: 'carrier', party: 'p2', name: 'Evergreen Line' },
];

const booking: Change[] = [
  {
    kind: 'record',
    recordType: 'booking',
    record: 'b1',
    fields: {
      number: 'FLEX-8812',
      carrierBooking: 'EGLV0042291',
      status: 'submitted',
      mode: 'ocean',
      incoterm: 'FOB',
      portOfLoading: SHANGHAI,
      portOfDischarge: LOS_ANGELES,
      destination: CHICAGO,
      shipper: 'Jiangnan Furniture',
      consignee: 'Harbour Home',
      cargoReadyOn: dayFromNow(-30),
      cargo: 'Oak chairs, knocked down',
      weight: { value: '12400.5', unit: 'kg' },
      volume: { value: '54', unit: 'cbm' },
      pieces: 400,
      containerCounts: { forty_ft_hc: 1, twenty_ft: 1 },
      carrier: 'Evergreen',
      vessel: 'EVER ALOT',
      voyage: '1187-042E',
    },
  },
  { kind: 'step', recordType: 'booking', record: 'b1', code: 'SUBMITTED', moment: at(dayFromNow(-45)) },
  { kind: 'link', recordType: 'booking', record: 'b1', shipment: SHIPMENT },
  {
    kind: 'record',
    recordType: 'booking',
    record: 'b2',
    fields: {
      number: 'FLEX-8813',
      status: 'draft',
      mode: 'air',
      portOfLoading: SHANGHAI,
      portOfDischarge: LOS_ANGELES,
      cargoReadyOn: dayFromNow(-3),
      hazardous: true,
      cargo: 'Lithium cells',
    },
  },
];

/** Rolled to another voyage, with fewer pieces. */
const amendment: Change[] = [
  {
    kind: 'record',
    recordType: 'booking',
    record: 'b1',
    fields: { status: 'confirmed', voyage: '1188-043E', pieces: 380 },
  },
  { kind: 'step', recordType: 'booking', record: 'b1', code: 'CONFIRMED', moment: at(dayFromNow(-40)) },
  {
    kind: 'step',
    recordType: 'booking',
    record: 'b1',
    code: 'AMENDED',
    moment: at(dayFromNow(-38)),
    instance: 'a1',
    note: 'Rolled to the next sailing',
  },
];

const order: Change[] = [
  {
    kind: 'record',
    recordType: 'purchase_order',
    record: 'o1',
    fields: {
      number: 'PO-4410',
      status: 'open',
      buyer: 'Harbour Home',
      seller: 'Jiangnan Furniture',
      incoterm: 'FOB',
      mode: 'ocean',
      mustArriveOn: dayFromNow(1),
      origin: SHANGHAI,
      destination: CHICAGO,
      lines: [
        { number: '1', sku: 'CH-100', product: 'Oak chair', units: 400, unit: 'pcs', unitCost: usd('31.75') },
        {
          number: '2',
          sku: 'TB-200',
          product: 'Oak table',
          units: 40,
          unitCost: usd('129.90'),
          mustArriveOn: dayFromNow(30),
        },
      ],
    },
  },
  { kind: 'step', recordType: 'purchase_order', record: 'o1', code: 'CREATED', moment: at(dayFromNow(-60)) },
  { kind: 'link', recordType: 'purchase_order', record: 'o1', shipment: SHIPMENT },
  {
    kind: 'record',
    recordType: 'product',
    record: 'pr1',
    fields: {
      name: 'Oak chair',
      sku: 'CH-100',
      category: 'Furniture',
      countryOfOrigin: 'CN',
      hsCodes: ['9401.69.8031'],
      verified: true,
    },
  },
  {
    kind: 'record',
    recordType: 'product',
    record: 'pr2',
    fields: { name: 'Oak table', sku: 'TB-200', countryOfOrigin: 'VN', hsCodes: [] },
  },
];

const INVOICE = {
  number: 'INV-20931',
  kind: 'freight',
  status: 'outstanding',
  issuer: 'Forwarder Inc',
  recipient: 'Harbour Home',
  issuedAt: at(dayFromNow(-50)),
  dueOn: dayFromNow(-18),
  total: usd('6743.29'),
  balance: usd('4743.29'),
  lines: [
    { name: 'Ocean freight', category: 'freight', amount: usd('5900.00'), quantity: '1', rate: usd('5900.00') },
    { name: 'Terminal handling', category: 'destination', amount: usd('843.29'), container: 'CSQU3054383' },
    { name: 'Customs entry', category: 'customs', amount: usd('100.00'), poNumber: 'PO-4410' },
  ],
} as const;

const money: Change[] = [
  { kind: 'record', recordType: 'invoice', record: 'i1', fields: { ...INVOICE, lines: [...INVOICE.lines] } },
  { kind: 'step', recordType: 'invoice', record: 'i1', code: 'ISSUED', moment: at(dayFromNow(-50)) },
  {
    kind: 'step',
    recordType: 'invoice',
    record: 'i1',
    code: 'PAYMENT_MADE',
    moment: at(dayFromNow(-10)),
    instance: 'p1',
    amount: usd('2000.00'),
  },
  { kind: 'link', recordType: 'invoice', record: 'i1', shipment: SHIPMENT },
  { kind: 'record', recordType: 'invoice', record: 'i2', fields: { ...INVOICE, lines: [...INVOICE.lines] } },
  {
    kind: 'record',
    recordType: 'invoice',
    record: 'i3',
    fields: {
      number: 'CB-77',
      kind: 'carrier_bill',
      status: 'outstanding',
      issuer: 'Prairie Haulage',
      dueOn: dayFromNow(9),
      total: { amount: '1250', currency: 'EUR' },
      balance: { amount: '1250', currency: 'EUR' },
      credits: [{ amount: { amount: '50', currency: 'EUR' }, reason: 'Late pick-up' }],
    },
  },
  {
    kind: 'record',
    recordType: 'document',
    record: 'd1',
    fields: { type: 'house_bill_of_lading', fileName: 'HBL-20931.pdf', size: 184_220, uploadedAt: at(dayFromNow(-19)) },
  },
  { kind: 'link', recordType: 'document', record: 'd1', shipment: SHIPMENT },
];

/** Events about one shipment and its records, with errors, delays and changes. */
export const recordEvents: NormalisedEvent[] = [shipment, booking, amendment, order, money].map((changes, index) => ({
  id: eventId('flexport', `records-${index}`),
  key: `records-${index}`,
  provider: 'flexport',
  reportedAt: new Date(Date.now() - (40 - index) * DAY).toISOString(),
  learnedAt: new Date(Date.now() - (5 - index) * 3_600_000).toISOString(),
  changes,
}));
