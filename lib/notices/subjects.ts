import type { Transaction } from '#db/client.ts';
import type { NoticeContent, NoticeMilestone, NoticePlace } from '#lib/model/notice.ts';
import type { Place } from '#lib/model/place.ts';
import type { Progress, Stage } from '#lib/model/shipment.ts';
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

/** Loads shipments by id. */
export function loadSubjects(tx: Transaction, ids: readonly string[]): Promise<NoticeSubject[]> {
  return tx<NoticeSubject[]>`
    select id, provider, external_id as "externalId", name, mode, status, status_at as "statusAt", customer, origin,
      port_of_loading as "portOfLoading", port_of_discharge as "portOfDischarge", destination, carrier, vessel, voyage,
      eta, arrived, progress, learned_at as "learnedAt",
      array(select party.name from shipment_parties as party
        where shipment_id = shipments.id and role in ('customer', 'consignee', 'buyer')) as parties,
      coalesce((select json_agg(json_build_object('type', type, 'value', value) order by type, value)
        from shipment_references where shipment_id = shipments.id and type in ('shipment', 'purchase_order')), '[]') as "references"
    from shipments where id = any(${[...ids]}::uuid[])`;
}

/** Earlier milestones are not told: the shipment was known late, and its stakeholders know it by other means. */
const MAX_AGE_MS = 3 * 24 * 3_600_000;

/** Whether a milestone happened at most three days before it was learned. One whose time is unknown counts as older. */
export function isRecent(subject: NoticeSubject, milestone: NoticeMilestone): boolean {
  const at = momentOf(subject, milestone)?.at ?? subject.statusAt;
  return at !== null && subject.learnedAt.getTime() - new Date(at).getTime() <= MAX_AGE_MS;
}

function momentOf({ arrived, progress }: NoticeSubject, milestone: NoticeMilestone): Moment | null {
  const done = progress.find(({ step, state }) => step === milestone && state === 'done')?.moment ?? null;
  return milestone === 'arrived' ? (arrived ?? done) : done;
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
function referenceOf({ externalId, references }: NoticeSubject): string {
  const numbers = references.filter(({ type, value }) => type === 'shipment' && !UUID.test(value));
  return (numbers.find(({ value }) => value !== externalId) ?? numbers[0])?.value ?? externalId.slice(0, 8);
}

function placeOf(place: Place | null): NoticePlace | null {
  return place && { name: place.name || (place.unlocode ?? ''), timeZone: place.timeZone };
}
