import { createHash } from 'node:crypto';
import { BOOKINGS } from '#db/queries/bookings.ts';
import { CONTAINERS } from '#db/queries/containers.ts';
import { DOCUMENTS } from '#db/queries/documents.ts';
import { EXCEPTIONS } from '#db/queries/exceptions.ts';
import { INVOICES } from '#db/queries/invoices.ts';
import { MISSING_DOCUMENTS } from '#db/queries/missing-documents.ts';
import { PARTIES } from '#db/queries/parties.ts';
import { PRODUCTS } from '#db/queries/products.ts';
import { PURCHASE_ORDERS } from '#db/queries/purchase-orders.ts';
import { SHIPMENTS } from '#db/queries/shipments.ts';
import { SHIPMENT_VIEWS } from '#lib/model/shipment-view.ts';
import { subjectHash } from './fill.ts';
import type { Question } from './measure.ts';

const LIST = 100;
const SEARCH = 50;

/** The filters of each list, with a value that many rows have. */
const LISTS: Record<string, { sorts: object; filters: readonly string[] }> = {
  shipments: {
    sorts: SHIPMENTS.sorts,
    filters: [
      ...['status=in_transit', 'status=planned', 'mode=air', 'provider=mvmnt', 'trouble=true', 'pol=CNSHA'],
      ...['exception=charge.lfd_near', 'severity=critical', 'owner=nobody', 'owner=ops@example.com'],
      ...[
        'scope=active',
        'customer=customer%207',
        'supplier=shipper%207%20trading%20co%20ltd',
        'port=CNSHA',
        'vessel=ever%20alot',
      ],
      ...[`etaFrom=${days(-3)}&etaTo=${days(3)}`, `lfdFrom=${days(-1)}&lfdTo=${days(1)}`],
      ...Object.keys(SHIPMENT_VIEWS).map((view) => `view=${view}`),
    ],
  },
  bookings: { sorts: BOOKINGS.sorts, filters: ['status=confirmed', 'mode=ocean', 'late=true', 'provider=flexport'] },
  'purchase-orders': {
    sorts: PURCHASE_ORDERS.sorts,
    filters: ['status=open', 'late=true', 'expectedLate=true', 'provider=flexport', 'sku=SKU-7'],
  },
  products: { sorts: PRODUCTS.sorts, filters: ['status=active', 'provider=flexport'] },
  invoices: {
    sorts: INVOICES.sorts,
    filters: ['status=outstanding', 'kind=freight', 'overdue=true', 'provider=flexport'],
  },
  documents: { sorts: DOCUMENTS.sorts, filters: ['status=present', 'type=packing_list', 'provider=flexport'] },
  'documents/missing': {
    sorts: MISSING_DOCUMENTS.sorts,
    filters: ['document=customs_entry', 'document=air_waybill', 'days=30', 'mode=truck', 'provider=mvmnt'],
  },
  containers: { sorts: CONTAINERS.sorts, filters: ['late=true', 'provider=flexport'] },
  exceptions: {
    sorts: EXCEPTIONS.sorts,
    filters: [
      'owner=nobody',
      'owner=ops@example.com',
      'group=charges',
      'severity=critical',
      'state=snoozed',
      'provider=mvmnt',
    ],
  },
  parties: { sorts: PARTIES.sorts, filters: ['type=customer', 'provider=mvmnt'] },
};

/** Every list with each of its filters under each of its sorts, the pages of one shipment, and searches. */
export function questions(shipments: number): Question[] {
  const middle = Math.floor(shipments / 2) + (Math.floor(shipments / 2) % 2);
  const shipment = subjectHash('shipment', middle);
  const list = (path: string, within = LIST): Question => ({ name: `\`${path}\``, path: `/api/v1/${path}`, within });
  const page = (path: string, within = LIST): Question => ({
    name: `page \`${path.replace(shipment, '{id}')}\``,
    path,
    within,
  });
  return [
    ...searches(middle).map((q) => list(`shipments?q=${encodeURIComponent(q)}`, SEARCH)),
    ...searches(middle).map((q) => page(`/search?q=${encodeURIComponent(q)}`, SEARCH)),
    ...[`invoices?q=INV-${middle / 2}`, `bookings?q=BKG-${Math.floor(middle / 4)}`, `containers?q=CSQU`].map((path) =>
      list(path, SEARCH),
    ),
    ...Object.entries(LISTS).flatMap(([resource, { sorts, filters }]) =>
      Object.keys(sorts).flatMap((sort) =>
        ['', ...filters].map((filter) => list(`${resource}?sort=${sort}&${filter}`.replace(/&$/, ''))),
      ),
    ),
    list(`shipments?refs=${Array.from({ length: 100 }, (_, at) => `PO-${middle + 2 * at}`).join()}`, SEARCH),
    page('/shipments'),
    page('/'),
    page('/exceptions'),
    page(`/shipments/${shipment}`),
  ];
}

/** Texts that no, one, some, many and all shipments have: whole, at the beginning, inside, and of one and two characters. */
function searches(middle: number): string[] {
  const vessel = createHash('md5').update('17').digest('hex').slice(0, 8);
  return [
    ...[`PO-${middle}`, `HB${middle}`, `FLEX-${middle}`, 'no such thing', String(middle), `${middle}.pdf`],
    ...[String(middle).slice(1), String(middle).slice(0, -2), '123', 'KU-77', `mv ${vessel}`, vessel.slice(2, 6)],
    ...['Customer 77', 'tomer 7', 'alot', 'LEX', 'PO', 'S', '7', 'QZ', '%', `BILL${middle}`, `INV-${middle / 2}`],
  ];
}

/** A day before or after today. */
function days(from: number): string {
  return new Date(Date.now() + from * 86_400_000).toISOString().slice(0, 10);
}
