import { BOOKINGS } from './bookings.ts';
import { CONTAINERS } from './containers.ts';
import type { DeclaredList } from './declared-list.ts';
import { DELIVERIES } from './deliveries.ts';
import { DOCUMENTS } from './documents.ts';
import { DRIFT } from './drift.ts';
import { EXCEPTIONS } from './exceptions.ts';
import { INVOICES } from './invoices.ts';
import { MISSING_DOCUMENTS } from './missing-documents.ts';
import { PARTIES } from './parties.ts';
import { PRODUCTS } from './products.ts';
import { PURCHASE_ORDERS } from './purchase-orders.ts';
import { REPLAYS } from './replays.ts';
import { PROVIDER_REQUESTS } from './requests.ts';
import { RUNS } from './runs.ts';
import { SHIPMENTS } from './shipments.ts';

/** All lists with a page, a REST operation, saved views and a CSV export. */
export const LISTS: readonly DeclaredList[] = [
  SHIPMENTS,
  EXCEPTIONS,
  CONTAINERS,
  BOOKINGS,
  PURCHASE_ORDERS,
  PRODUCTS,
  INVOICES,
  DOCUMENTS,
  MISSING_DOCUMENTS,
  PARTIES,
  DELIVERIES,
  REPLAYS,
  RUNS,
  DRIFT,
  PROVIDER_REQUESTS,
];
