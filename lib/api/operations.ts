import { z } from 'zod';
import { bookingList, bookingOne } from './nouns/bookings.ts';
import { containerList, containerOne } from './nouns/containers.ts';
import { deliveryEventList, deliveryList, deliveryReplay, eventReplay } from './nouns/deliveries.ts';
import { documentList, documentOne } from './nouns/documents.ts';
import { invoiceList, invoiceOne } from './nouns/invoices.ts';
import { partyList, partyOne } from './nouns/parties.ts';
import { productList, productOne } from './nouns/products.ts';
import { purchaseOrderList, purchaseOrderOne } from './nouns/purchase-orders.ts';
import { driftList, runList, runOne } from './nouns/reconciliation.ts';
import { requestCreate, requestList, requestOne } from './nouns/requests.ts';
import { shipmentList, shipmentOne, shipmentTimeline } from './nouns/shipments.ts';
import type { Operation } from './operation.ts';

/** Everything that the REST API can do, in the order of its document. */
export const operations: readonly Operation[] = [
  shipmentList,
  shipmentOne,
  shipmentTimeline,
  containerList,
  containerOne,
  bookingList,
  bookingOne,
  purchaseOrderList,
  purchaseOrderOne,
  productList,
  productOne,
  invoiceList,
  invoiceOne,
  documentList,
  documentOne,
  partyList,
  partyOne,
  deliveryList,
  deliveryEventList,
  deliveryReplay,
  eventReplay,
  runList,
  runOne,
  driftList,
  requestList,
  requestCreate,
  requestOne,
];

/** What an operation answers with: a page, one thing, all parts of a thing, or what was done. */
export function answerOf({ kind, row }: Operation): z.ZodObject {
  if (kind === 'list') return z.strictObject({ data: z.array(row), nextCursor: z.string().nullable() });
  return z.strictObject({ data: kind === 'parts' ? z.array(row) : row });
}
