import { Unreadable } from '#lib/errors.ts';
import type { Change, MilestoneChange } from '#lib/model/change.ts';
import { referencesIn } from '#lib/model/reference.ts';
import { isNoDate, type Moment, parseMoment } from '#lib/model/time.ts';
import { unreadableDate } from '#lib/model/unreadable-date.ts';
import type { EntityRef, OpenedEvent, Outcome } from '#lib/providers/contract.ts';
import { type CompactEvent, compactEventSchema } from './compact-event-schema.ts';
import { compactMappingOf } from './event-map.ts';
import type { CompactEventMapping } from './event-map-compact.ts';
import { compactPlace } from './place.ts';
import { isObject, stated } from './read.ts';
import { addCompactRecord, compactRecordOf } from './records/compact-record.ts';

/** Normalises an event of the compact form: a milestone at shipment level, since it names no leg, and a record. */
export function normaliseCompactEvent({ key, type, raw }: OpenedEvent): Outcome {
  const parsed = compactEventSchema.safeParse(raw);
  if (!parsed.success) throw new Unreadable('the event has no data object');
  const event = parsed.data;
  const { data } = event;
  const mapping = compactMappingOf(type, data.milestone);
  const about = compactRecordOf(type, data.milestone);
  if (!mapping && !about)
    return { outcome: 'unmapped', reason: `event type ${named(type, data.milestone)} is not known yet` };
  const occurred = first(data.occurred_at, event.occurred_at);
  const estimate = mapping ? estimateOf(mapping, data) : null;
  // What stands in the place of an estimate and is none leaves none: the time of the event is not it.
  const written = mapping && !estimate ? estimateTexts(mapping, data) : [];
  // An estimate in `occurred_at` is in the future: it is not the report time.
  const reportTime = mapping?.classifier !== 'EST' || estimate || written.length > 0 ? occurred : null;
  const reported = first(data.reported_at, data.created_at, event.created_at) ?? reportTime;
  const moment = estimate ?? occurred ?? reported;
  const undated = !estimate && !occurred && statesNoDate(event);
  if (!moment && !undated) throw new Unreadable('the event states no time');
  const { shipment_id: shipment } = data;
  const changes: Change[] = [];
  if (shipment !== undefined) {
    if (mapping && written.length > 0) changes.push(...unreadableOf(mapping, shipment, written, data, key));
    else if (mapping && moment && !undated) changes.push(milestone(mapping, shipment, moment, data, key));
    changes.push(...references(shipment, data));
  }
  if (about && isObject(raw) && isObject(raw.data)) {
    changes.push(...addCompactRecord(about, raw.data, shipment, moment, key));
  }
  if (changes.length > 0) {
    const refresh = namedIn(shipment, about?.recordKind, changes);
    return { outcome: 'changes', reportedAt: reported?.at ?? null, changes, ...(refresh.length > 0 && { refresh }) };
  }
  if (!about) throw new Unreadable('the event states no shipment');
  return { outcome: 'ignore', reason: `${about.recordKind.replace('_', ' ')} event without a shipment` };
}

/** The compact form contains little more than ids: of shipments those of the API, else the sender's own. */
function namedIn(
  shipment: string | undefined,
  recordKind: string | undefined,
  changes: readonly Change[],
): EntityRef[] {
  const record = changes.find((change) => change.kind === 'record');
  return [
    ...(shipment !== undefined && /^\d+$/.test(shipment) ? [{ kind: 'shipment', id: shipment }] : []),
    ...(record && recordKind !== undefined ? [{ kind: recordKind, id: record.record }] : []),
  ];
}

function named(type: string, milestone: string | undefined): string {
  return milestone === undefined ? type : `${type} with milestone ${milestone}`;
}

function first(...texts: readonly (string | undefined)[]): Moment | null {
  for (const text of texts) {
    const moment = text === undefined ? null : parseMoment(text);
    if (moment) return moment;
  }
  return null;
}

/** A date such as `0001-01-01` means that it has not happened, or that the time is unknown; it is not the report time. */
function statesNoDate({ data, occurred_at }: CompactEvent): boolean {
  const { estimated_departure, estimated_arrival, etd, eta } = data;
  return [data.occurred_at, occurred_at, estimated_departure, estimated_arrival, etd, eta].some(
    (text) => text !== undefined && isNoDate(text),
  );
}

function estimateOf({ estimate = [] }: CompactEventMapping, data: CompactEvent['data']): Moment | null {
  return first(...estimate.map((key) => text(data, key)));
}

function estimateTexts({ estimate = [] }: CompactEventMapping, data: CompactEvent['data']): string[] {
  return estimate.flatMap((key) => text(data, key) ?? []);
}

function unreadableOf(
  mapping: CompactEventMapping,
  shipment: string,
  written: readonly string[],
  data: CompactEvent['data'],
  key: string,
): Change[] {
  const [unread] = written.flatMap((one) => unreadableDate(one) ?? []);
  if (unread === undefined) return [];
  const { code, classifier } = mapping;
  return [
    stated({
      ...({ kind: 'unreadable', shipment, code, classifier, text: unread } as const),
      ...partOf(mapping, data, key),
    }),
  ];
}

/**
 * What tells a milestone apart from others of its kind. Without an id a container is identified by its number, which is not unique enough
 * to be its id.
 */
function partOf({ about }: CompactEventMapping, data: CompactEvent['data'], key: string) {
  const id = about?.ids.map((one) => text(data, one)).find((one) => one !== undefined);
  const instance = about ? (id ?? key) : data.container_id === undefined ? data.container_number : undefined;
  return { leg: data.leg_id, container: data.container_id, instance };
}

function text(data: CompactEvent['data'], key: keyof CompactEvent['data']): string | undefined {
  const value = data[key];
  return typeof value === 'string' ? value : undefined;
}

function milestone(
  mapping: CompactEventMapping,
  shipment: string,
  moment: Moment,
  data: CompactEvent['data'],
  key: string,
): MilestoneChange {
  const { code, classifier, reason } = mapping;
  return stated<MilestoneChange>({
    kind: 'milestone',
    shipment,
    code,
    classifier,
    moment,
    ...partOf(mapping, data, key),
    place: compactPlace(data.location),
    reason: reason ?? (code === 'DOCUMENT_ADDED' ? data.document_type : undefined),
  });
}

function namesIn(type: string, value: string | undefined): string[] {
  if (value === undefined) return [];
  return type === 'shipment' ? [value] : referencesIn(value);
}

function references(shipment: string, data: CompactEvent['data']): Change[] {
  const found = [
    { type: 'shipment', value: shipment },
    { type: 'container', value: data.container_number },
    { type: 'purchase_order', value: data.purchase_order_number ?? data.po_number },
    { type: 'invoice', value: data.invoice_number },
    { type: 'booking', value: data.booking_number },
  ] as const;
  const changes = found.flatMap(({ type, value }): Change[] =>
    namesIn(type, value).map((one) => ({ kind: 'reference', shipment, type, value: one })),
  );
  if (data.container_id === undefined) return changes;
  const fields = stated({ number: data.container_number });
  return [...changes, { kind: 'container', shipment, container: data.container_id, fields }];
}
