import type { Transaction } from '#db/client.ts';
import {
  type MilestoneTimes,
  milestoneTimes,
  momentOf,
  type NoticeContent,
  type NoticeMilestone,
  type NoticePlace,
} from '#lib/model/notice.ts';
import type { Place } from '#lib/model/place.ts';
import type { PartyRole, Progress, Stage } from '#lib/model/shipment.ts';
import type { Moment } from '#lib/model/time.ts';

/** A shipment that may be told of, with its values now. */
export type NoticeSubject = {
  id: string;
  provider: string;
  externalId: string;
  name: string | null;
  mode: string | null;
  status: Stage;
  /** When the status began, UTC. */
  statusAt: Date | null;
  customer: string | null;
  origin: Place | null;
  portOfLoading: Place | null;
  portOfDischarge: Place | null;
  destination: Place | null;
  carrier: string | null;
  vessel: string | null;
  voyage: string | null;
  eta: Moment | null;
  arrived: Moment | null;
  progress: Progress;
  learnedAt: Date;
  /** The names of its customers, consignees and buyers. */
  parties: string[];
  /** Its numbers and those of its purchase orders. */
  references: { type: string; value: string }[];
};

/** The roles of the parties that a filter by customer is compared with. */
export const STAKEHOLDERS: readonly string[] = ['customer', 'consignee', 'buyer'] satisfies PartyRole[];

/** Loads shipments by id. */
export function loadSubjects(tx: Transaction, ids: readonly string[]): Promise<NoticeSubject[]> {
  return tx<NoticeSubject[]>`
    select id, provider, external_id as "externalId", name, mode, status, status_at as "statusAt", customer, origin,
      port_of_loading as "portOfLoading", port_of_discharge as "portOfDischarge", destination, carrier, vessel, voyage,
      eta, arrived, progress, learned_at as "learnedAt",
      array(select party.name from shipment_parties as party
        where shipment_id = shipments.id and role = any(${[...STAKEHOLDERS]}::text[])) as parties,
      coalesce((select json_agg(json_build_object('type', type, 'value', value) order by type, value)
        from shipment_references where shipment_id = shipments.id and type in ('shipment', 'purchase_order')), '[]') as "references"
    from shipments where id = any(${[...ids]}::uuid[])`;
}

/** The times by which it is decided what is told of a shipment. */
export function timesOf({ statusAt, learnedAt, ...subject }: NoticeSubject): MilestoneTimes {
  return milestoneTimes({
    ...subject,
    statusAt: statusAt?.toISOString() ?? null,
    learnedAt: learnedAt.toISOString(),
  });
}

const MAX_PURCHASE_ORDERS = 5;

/** The content of a notice of a milestone. */
export function contentOf(subject: NoticeSubject, milestone: NoticeMilestone): NoticeContent {
  const { name, customer, carrier, vessel, voyage, status, portOfLoading, portOfDischarge } = subject;
  const from = subject.origin ?? portOfLoading;
  const to = subject.destination ?? portOfDischarge;
  const places = { departed: portOfLoading ?? from, arrived: portOfDischarge ?? to, delivered: to };
  return {
    reference: referenceOf(subject),
    name,
    customer: customer ?? subject.parties[0] ?? null,
    purchaseOrders: subject.references
      .filter(({ type }) => type === 'purchase_order')
      .map(({ value }) => value)
      .slice(0, MAX_PURCHASE_ORDERS),
    origin: placeOf(from),
    destination: placeOf(to),
    carrier,
    vessel,
    voyage,
    place: placeOf(places[milestone]),
    moment: momentOf(subject, milestone),
    eta: milestone === 'departed' ? subject.eta : null,
    status,
  };
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** The number of the shipment, not the UUID by which some providers know it. */
export function referenceOf({ externalId, references }: Pick<NoticeSubject, 'externalId' | 'references'>): string {
  const numbers = references.filter(({ type, value }) => type === 'shipment' && !UUID.test(value));
  return (numbers.find(({ value }) => value !== externalId) ?? numbers[0])?.value ?? externalId.slice(0, 8);
}

function placeOf(place: Place | null): NoticePlace | null {
  return place && { name: place.name || (place.unlocode ?? ''), timeZone: place.timeZone };
}
