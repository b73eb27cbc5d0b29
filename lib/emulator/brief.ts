import type { MilestoneCode } from '#lib/model/milestone.ts';
import type { Freight, Node } from './freight.ts';
import { mainLegs } from './freight.ts';
import { utc } from './local-time.ts';
import type { Happening } from './script.ts';

/** One event as the simple form says it. */
export type Simple = { type: string; milestone: string; code: MilestoneCode; occurredAt: number; at: Node | null };
type Words = Pick<Simple, 'type' | 'milestone' | 'code'>;

const milestone = (name: string, code: MilestoneCode): Words => ({ type: 'shipment.milestone', milestone: name, code });

const WHOLE: Readonly<Record<string, Words>> = {
  '/shipment#schedule_confirmed': {
    type: 'booking.confirmed',
    milestone: 'booking_confirmed',
    code: 'BOOKING_CONFIRMED',
  },
  '/shipment#customs_entry_release_status_released': milestone('customs_cleared', 'CUSTOMS_RELEASED'),
  '/shipment#delivered_in_full': milestone('delivered', 'DELIVERED'),
  '/invoice#invoice_shared': { type: 'invoice.created', milestone: 'invoice_created', code: 'INVOICE_ISSUED' },
  '/document#document_created': { type: 'document.uploaded', milestone: 'document_uploaded', code: 'DOCUMENT_ADDED' },
};

function wordsOfLeg(freight: Freight, { subject, type }: Happening): Words | null {
  if (subject.kind !== 'leg') return null;
  const main = mainLegs(freight);
  const [departed, arrived] = [type.endsWith('#departed'), type.endsWith('#arrived')];
  if (departed && subject.leg === main[0]) return milestone('departed', 'DEPARTED');
  if (departed && subject.leg === freight.legs[0]) return milestone('cargo_ready', 'CARGO_READY');
  return arrived && subject.leg === main.at(-1) ? milestone('arrived', 'ARRIVED') : null;
}

/** A happening in the words of the simple form: one milestone of the shipment as a whole. Null when it has no word. */
export function simply(freight: Freight, happening: Happening): Simple | null {
  const words = WHOLE[happening.type] ?? wordsOfLeg(freight, happening);
  return words && { ...words, occurredAt: happening.occurredAt, at: happening.at ?? null };
}

/** The text of one event in the simple form: no legs, no snapshots. */
export function briefBody(id: number, shipmentId: string, said: Omit<Simple, 'code'>): string {
  const place = said.at?.place;
  return JSON.stringify({
    id: `evt_${id}`,
    type: said.type,
    data: {
      shipment_id: shipmentId,
      milestone: said.milestone,
      occurred_at: utc(said.occurredAt),
      ...(place && { location: { name: place.name, country: place.country } }),
    },
  });
}
