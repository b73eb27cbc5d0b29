import { bestReference } from '#components/shipments/reference.ts';
import type { Found } from '#db/queries/lookup.ts';
import type { Words } from '#lib/model/language.ts';
import { STAGES } from '#lib/model/shipment.ts';
import type { TitleType } from '#lib/model/shipment-title.ts';

/** One thing that a number names; `note` says what tells it apart. */
export type Hit = { href: string; kind: string; name: string; note: string };

const RECORDS = {
  orders: { kind: 'Purchase order', path: '/purchase-orders' },
  bookings: { kind: 'Booking', path: '/bookings' },
} as const;

/** What was found as links. `titleType`: the type of reference that the user wants as title. */
export function hitsOf(found: Found, titleType: TitleType | null, { t }: Words): Hit[] {
  switch (found.kind) {
    case 'nothing':
      return [];
    case 'containers':
      return found.hits.map(({ id, number, status }) => ({
        href: `/containers/${id}`,
        kind: t('Container'),
        name: number ?? '',
        note: t(STAGES[status].label),
      }));
    case 'shipments':
      return found.hits.map((line) => {
        const ports = [line.portOfLoading, line.portOfDischarge].flatMap((port) => port?.unlocode ?? port?.name ?? []);
        return {
          href: `/shipments/${line.id}`,
          kind: t('Shipment'),
          name: bestReference(line, titleType).value,
          note: [ports.join(' › '), t(STAGES[line.status].label)].filter(Boolean).join(' · '),
        };
      });
    default:
      return found.hits.map(({ id, number }) => ({
        href: `${RECORDS[found.kind].path}/${id}`,
        kind: t(RECORDS[found.kind].kind),
        name: number ?? '',
        note: '',
      }));
  }
}
