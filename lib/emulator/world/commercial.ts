import type { CommercialInvoice } from './commercial-records.ts';
import { fileDocument } from './documents.ts';
import { longId } from './identifiers.ts';
import { DAY, HOUR } from './local-time.ts';
import type { Script } from './script.ts';

const SHIPMENT = { kind: 'shipment' } as const;

/**
 * The commercial invoices around the departure, one for each order. They may then be entered into the system; from
 * then on shipment and containers list their goods.
 */
export function invoiceGoods(script: Script, departed: number): void {
  const { random, freight } = script;
  let last = 0;
  for (const order of freight.orders) {
    if (random.chance(0.07)) continue;
    const at = Math.floor(Math.max(departed + random.between(-90, 60) * HOUR, freight.createdAt + 2 * HOUR));
    const number = `${order.lines[0]?.product.supplier.ref.slice(-4)}-${random.digits(5)}`;
    const goods = freight.goods.filter((one) => one.order === order);
    const invoice: CommercialInvoice = { id: longId(random), number, issuedAt: at, order, goods };
    fileDocument(script, 'commercial_invoice', at, number);
    const readAt = at + random.between(1, 20) * HOUR;
    if (random.chance(0.85)) script.announce('/commercial_invoice#created', readAt, { kind: 'commercial', invoice });
    last = Math.max(last, readAt);
  }
  if (last === 0 || !random.chance(0.7)) return;
  const apply = () => {
    freight.digitised = true;
  };
  const rest = { apply, code: 'COMMERCIAL_INVOICES_READY' } as const;
  script.addFact('/shipments#commercial_invoices_digitized', last + random.between(0.2, 3) * DAY, SHIPMENT, rest);
}
