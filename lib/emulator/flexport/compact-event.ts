import type { Freight, Node, Subject } from '#lib/emulator/world/freight.ts';
import { mainLegs } from '#lib/emulator/world/freight.ts';
import { utc } from '#lib/emulator/world/local-time.ts';
import type { Happening } from '#lib/emulator/world/script.ts';
import type { MilestoneCode } from '#lib/model/milestone.ts';

/** One event in the compact format. */
export type CompactEvent = {
  type: string;
  milestone: string;
  code: MilestoneCode;
  occurredAt: number;
  at: Node | null;
  /** Further ids: of the booking, the order, the container. */
  names: Record<string, string>;
};
type CompactName = Pick<CompactEvent, 'type' | 'milestone' | 'code'>;

const milestone = (name: string, code: MilestoneCode): CompactName => ({
  type: 'shipment.milestone',
  milestone: name,
  code,
});

const NAMES_BY_TYPE: Readonly<Record<string, CompactName>> = {
  '/booking#confirmed': {
    type: 'booking.confirmed',
    milestone: 'booking_confirmed',
    code: 'BOOKING_CONFIRMED',
  },
  '/shipment#customs_entry_release_status_released': milestone('customs_cleared', 'CUSTOMS_RELEASED'),
  '/shipment#delivered_in_full': milestone('delivered', 'DELIVERED'),
  '/booking#amended': { type: 'booking.amended', milestone: 'booking_amended', code: 'BOOKING_AMENDED' },
  '/purchase_order#created': { type: 'purchase_order.created', milestone: 'po_created', code: 'PO_CREATED' },
  '/purchase_order#updated': { type: 'purchase_order.updated', milestone: 'po_updated', code: 'PO_UPDATED' },
  '/purchase_order#archived': { type: 'purchase_order.archived', milestone: 'po_archived', code: 'PO_ARCHIVED' },
  '/ocean/shipment_container_leg#loaded_on_board': milestone('container_loaded', 'LOADED'),
  '/ocean/shipment_container_leg#unloaded_off_board': milestone('container_unloaded', 'DISCHARGED'),
  '/invoice#invoice_shared': { type: 'invoice.created', milestone: 'invoice_created', code: 'INVOICE_ISSUED' },
  '/document#document_created': { type: 'document.uploaded', milestone: 'document_uploaded', code: 'DOCUMENT_ADDED' },
};

const BILL_OF_LADING: CompactName = {
  type: 'document.bill_of_lading_ready',
  milestone: 'bill_of_lading_ready',
  code: 'DOCUMENT_ADDED',
};

/** The names and ids besides those of the shipment. */
export function namesOf(freight: Freight, subject: Subject): Record<string, string> {
  switch (subject.kind) {
    case 'booking':
      return { booking_id: String(freight.booking.id), booking_number: freight.booking.number };
    case 'order':
      return { purchase_order_id: String(subject.order.id), po_number: subject.order.number };
    case 'invoice':
      return { invoice_id: subject.invoice.id, invoice_number: subject.invoice.name };
    case 'document':
      return { document_id: subject.document.id, document_type: subject.document.type };
    case 'part':
      return { container_number: subject.container.number };
    default:
      return {};
  }
}

function compactNameOfDocument({ subject }: Happening): CompactName | null {
  return subject.kind === 'document' && /bill_of_lading$/.test(subject.document.type) ? BILL_OF_LADING : null;
}

function compactNameOfLeg(freight: Freight, { subject, type }: Happening): CompactName | null {
  if (subject.kind !== 'leg') return null;
  const main = mainLegs(freight);
  const [departed, arrived] = [type.endsWith('#departed'), type.endsWith('#arrived')];
  if (departed && subject.leg === main[0]) return milestone('departed', 'DEPARTED');
  if (departed && subject.leg === freight.legs[0]) return milestone('cargo_ready', 'CARGO_READY');
  return arrived && subject.leg === main.at(-1) ? milestone('arrived', 'ARRIVED') : null;
}

/** An event in the compact format; null if the format has no such milestone. */
export function toCompactEvent(freight: Freight, happening: Happening): CompactEvent | null {
  const { subject } = happening;
  if (subject.kind === 'order' && !freight.orders.includes(subject.order)) return null;
  const name =
    compactNameOfDocument(happening) ?? NAMES_BY_TYPE[happening.type] ?? compactNameOfLeg(freight, happening);
  const names = namesOf(freight, subject);
  return name && { ...name, occurredAt: happening.occurredAt, at: happening.at ?? null, names };
}

/** The text of one event in the compact format: no legs, no snapshots. */
export function compactEventBody(id: number, shipmentId: string, event: Omit<CompactEvent, 'code'>): string {
  const place = event.at?.place;
  return JSON.stringify({
    id: `evt_${id}`,
    type: event.type,
    data: {
      shipment_id: shipmentId,
      milestone: event.milestone,
      ...event.names,
      occurred_at: utc(event.occurredAt),
      ...(place && { location: { name: place.name, country: place.country } }),
    },
  });
}
