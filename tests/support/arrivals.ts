import type { Sql } from '#db/client.ts';
import type { Change } from '#lib/model/change.ts';
import { eventId } from '#lib/model/identity.ts';
import type { MilestoneCode } from '#lib/model/milestone.ts';
import type { Place } from '#lib/model/place.ts';
import type { LegFields, Stage } from '#lib/model/shipment.ts';
import { parseMoment } from '#lib/model/time.ts';
import { applyEvents } from '#lib/projections/apply.ts';

const DAY = 86_400_000;

const PLACES: Readonly<Record<string, Place>> = {
  CN: { name: 'Shanghai', country: 'CN', unlocode: 'CNSHA', timeZone: 'Asia/Shanghai' },
  US: { name: 'Los Angeles', country: 'US', unlocode: 'USLAX', timeZone: 'America/Los_Angeles' },
  DE: { name: 'Hamburg', country: 'DE', unlocode: 'DEHAM', timeZone: 'Europe/Berlin' },
  NL: { name: 'Rotterdam', country: 'NL', unlocode: 'NLRTM', timeZone: 'Europe/Amsterdam' },
};

/** A shipment that is expected, by default by ship from China to the United States. */
export type ExpectedArrival = {
  id: string;
  provider?: string;
  /** Null if its source does not state it. */
  mode?: LegFields['mode'] | null;
  /** Two countries of `PLACES`; an unknown one has a place without a country. */
  route?: readonly [from: string, to: string];
  /** The country from which a truck brings it to the port of loading. */
  preCarriage?: string | null;
  /** Days from now; null without an ETA. */
  eta?: number | null;
  status?: Stage | null;
  happened?: readonly MilestoneCode[];
  documents?: readonly string[];
  /** Documents that the source has deleted. */
  deleted?: readonly string[];
};

/** Stores shipments and their documents, as their providers report them. */
export async function storeArrivals(sql: Sql, arrivals: readonly ExpectedArrival[]): Promise<void> {
  const at = new Date().toISOString();
  const events = arrivals.map((arrival) => {
    const { provider = 'test', id } = arrival;
    const changes = [...shipmentOf(arrival), ...documentsOf(arrival)];
    return { id: eventId(provider, id), key: id, provider, reportedAt: at, learnedAt: at, changes };
  });
  await sql.begin((tx) => applyEvents(tx, events));
}

function shipmentOf(arrival: ExpectedArrival): Change[] {
  const { id, mode = 'ocean', route = ['CN', 'US'], preCarriage = null, eta = 3 } = arrival;
  const { status = null, happened = [] } = arrival;
  const leg = `${id} leg`;
  const [origin, destination] = route.map((country) => PLACES[country] ?? UNKNOWN);
  return [
    { kind: 'shipment', shipment: id, fields: { ...(status && { reportedStatus: { text: status, stage: status } }) } },
    { kind: 'reference', shipment: id, type: 'purchase_order', value: `PO-${id}` },
    {
      kind: 'leg',
      shipment: id,
      leg,
      fields: { ...(mode && { mode }), ...(origin && { origin }), ...(destination && { destination }) },
    },
    ...(preCarriage === null ? [] : [hauled(id, PLACES[preCarriage] ?? UNKNOWN, origin)]),
    ...(eta === null ? [] : [milestone(id, 'ARRIVED', 'EST', eta, leg)]),
    ...happened.map((code, position) =>
      milestone(id, code, 'ACT', position - 30, WITH_LEG.has(code) ? leg : undefined),
    ),
  ];
}

function hauled(shipment: string, origin: Place, port: Place | undefined): Change {
  const fields = { mode: 'truck' as const, origin, ...(port && { destination: port }) };
  return { kind: 'leg', shipment, leg: `${shipment} haul`, fields };
}

const UNKNOWN: Place = { name: 'Somewhere', country: null, unlocode: null, timeZone: null };
const WITH_LEG: ReadonlySet<MilestoneCode> = new Set(['DEPARTED', 'ARRIVED']);

function milestone(
  shipment: string,
  code: MilestoneCode,
  classifier: 'EST' | 'ACT',
  days: number,
  leg: string | undefined,
): Change {
  const moment = parseMoment(new Date(Date.now() + days * DAY).toISOString());
  return { kind: 'milestone', shipment, code, classifier, moment, ...(leg !== undefined && { leg }) };
}

function documentsOf({ id, documents = [], deleted = [] }: ExpectedArrival): Change[] {
  const filed = (type: string, name: string): Change[] => [
    { kind: 'record', recordType: 'document', record: name, fields: { type } },
    { kind: 'link', recordType: 'document', record: name, shipment: id },
  ];
  const removed = (name: string): Change => {
    const moment = parseMoment(new Date(Date.now() - DAY).toISOString());
    return { kind: 'step', recordType: 'document', record: name, code: 'REMOVED', moment };
  };
  return [
    ...documents.flatMap((type, at) => filed(type, `${id} ${at}`)),
    ...deleted.flatMap((type, at) => [...filed(type, `${id} deleted ${at}`), removed(`${id} deleted ${at}`)]),
  ];
}
