import { z } from 'zod';
import type { Operation } from './operation.ts';
import { bookingReferenceList } from './resources/booking-references.ts';
import { bookingList, bookingOne } from './resources/bookings.ts';
import { calendarList } from './resources/calendar.ts';
import { containerList, containerOne } from './resources/containers.ts';
import { deliveryEventList, deliveryList, deliveryReplay } from './resources/deliveries.ts';
import { tariffChange, tariffList, tariffOne, tariffRemove, tariffSet } from './resources/demurrage-tariffs.ts';
import { documentList, documentOne } from './resources/documents.ts';
import { ownerList, ownerOne, ownerRemove, ownerSet } from './resources/exception-owners.ts';
import { exceptionCommand, exceptionList, exceptionOne } from './resources/exceptions.ts';
import { invoiceList, invoiceOne } from './resources/invoices.ts';
import { missingDocumentList } from './resources/missing-documents.ts';
import { noticeList } from './resources/notices.ts';
import {
  ruleBacktest,
  ruleChange,
  ruleCreate,
  ruleDisable,
  ruleEnable,
  ruleList,
  ruleOne,
  ruleRemove,
} from './resources/notification-rules.ts';
import { partyList, partyOne } from './resources/parties.ts';
import { personalChange, personalOne } from './resources/personal.ts';
import { portList } from './resources/ports.ts';
import { productList, productOne } from './resources/products.ts';
import { purchaseOrderList, purchaseOrderOne } from './resources/purchase-orders.ts';
import { driftList, runList, runOne } from './resources/reconciliation.ts';
import { eventReplay, replayList, replayOne } from './resources/replays.ts';
import { requestCreate, requestList, requestOne } from './resources/requests.ts';
import { recipientConfirm, recipientCreate, recipientOne, recipientRemove } from './resources/rule-recipients.ts';
import { latenessChange, latenessOne, workingHoursChange, workingHoursOne } from './resources/settings.ts';
import { shareLinkCreate, shareLinkList, shareLinkOne, shareLinkRevoke } from './resources/share-links.ts';
import { holdLift, holdOne, holdPlace } from './resources/shipment-hold.ts';
import { shipmentList, shipmentOne, shipmentTimeline } from './resources/shipments.ts';
import {
  partyStakeholders,
  shipmentStakeholders,
  stakeholderCreate,
  stakeholderOne,
  stakeholderRemove,
} from './resources/stakeholders.ts';
import { watchChange, watchCreate, watchEnd, watchOne, watchParts } from './resources/watches.ts';

/** All operations of the REST API, in the order of its document. */
export const operations: readonly Operation[] = [
  shipmentList,
  shipmentOne,
  shipmentTimeline,
  holdOne,
  holdPlace,
  holdLift,
  calendarList,
  exceptionList,
  exceptionOne,
  exceptionCommand,
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
  missingDocumentList,
  partyList,
  partyOne,
  deliveryList,
  deliveryEventList,
  deliveryReplay,
  eventReplay,
  replayList,
  replayOne,
  runList,
  runOne,
  driftList,
  bookingReferenceList,
  portList,
  requestList,
  requestCreate,
  requestOne,
  ruleList,
  ruleCreate,
  ruleOne,
  ruleChange,
  ruleRemove,
  ruleEnable,
  recipientCreate,
  recipientOne,
  recipientRemove,
  recipientConfirm,
  shipmentStakeholders,
  partyStakeholders,
  stakeholderOne,
  stakeholderCreate,
  stakeholderRemove,
  watchParts,
  watchCreate,
  watchOne,
  watchChange,
  watchEnd,
  ruleDisable,
  ruleBacktest,
  noticeList,
  shareLinkList,
  shareLinkCreate,
  shareLinkOne,
  shareLinkRevoke,
  workingHoursOne,
  workingHoursChange,
  latenessOne,
  latenessChange,
  personalOne,
  personalChange,
  ownerList,
  ownerSet,
  ownerOne,
  ownerRemove,
  tariffList,
  tariffSet,
  tariffOne,
  tariffChange,
  tariffRemove,
];

/** The schema of an operation's answer: a page, an object, all parts of an object, or the result of an action. */
export function answerOf({ kind, row }: Operation): z.ZodObject {
  if (kind === 'list') return z.strictObject({ data: z.array(row), nextCursor: z.string().nullable() });
  return z.strictObject({ data: kind === 'parts' || kind === 'command' ? z.array(row) : row });
}
