import { Unreadable } from '#lib/errors.ts';
import type { Change } from '#lib/model/change.ts';
import { lookup } from '#lib/model/lookup.ts';
import { isNoDate, parseMoment } from '#lib/model/time.ts';
import { SNAPSHOT } from '../api.ts';
import type { OpenedEvent, Outcome } from '../contract.ts';
import { addReference, type ChangeBuilder, createChangeBuilder } from './change-builder.ts';
import { normaliseCompactEvent } from './compact-event.ts';
import { addContainer, addContainerLeg, lastFreeDayOf } from './container.ts';
import { addMappedChange, type EventContext } from './entity-changes.ts';
import { mappingOf, prefixOf } from './event-map.ts';
import { unattached } from './event-map-attached.ts';
import type { EventMapping } from './event-mapping.ts';
import { addLeg } from './leg.ts';
import { isDocumentedForm } from './open.ts';
import { isObject } from './read.ts';
import { addRecords } from './records/add-records.ts';
import { eventSchema } from './schema.ts';
import { addShipment } from './shipment.ts';
import { normaliseSnapshot } from './snapshot.ts';
import { shipmentsOf, subjectOf } from './subject.ts';

/** Normalises an event: the milestone that it names, its records, and the changes of its snapshots. */
export function normalise({ key, type, raw }: OpenedEvent): Outcome {
  if (type.startsWith(SNAPSHOT)) return normaliseSnapshot({ key, type, raw });
  if (isObject(raw) && !isDocumentedForm(raw)) return normaliseCompactEvent({ key, type, raw });
  const mappings = mappingOf(type);
  if (!mappings) return { outcome: 'unmapped', reason: `event type ${type} is not known yet` };
  const parsed = eventSchema.safeParse(raw);
  if (!parsed.success) throw new Unreadable('the event has no data object');
  const event = parsed.data;
  const created = event.created_at === undefined ? null : parseMoment(event.created_at);
  const occurred = (event.occurred_at === undefined ? null : parseMoment(event.occurred_at)) ?? created;
  const { occurred_at: stated = '', created_at: reported = '' } = event;
  const undated = isNoDate(stated) && ({ undated: true } as const);
  if (!occurred && !undated && !isNoDate(reported))
    throw new Unreadable('the event has neither occurred_at nor created_at');
  const context: EventContext = { key, event, subject: subjectOf(type, event), occurred, ...undated };
  const shipments = shipmentsOf(context.subject);
  const records = addRecords(type, context);
  if (shipments.length === 0 && records.length === 0) return withoutShipment(type);
  const changes: Change[] = shipments.flatMap((shipment) =>
    changesOf(createChangeBuilder(shipment), mappings, context),
  );
  changes.push(...records);
  return { outcome: 'changes', reportedAt: (created ?? occurred)?.at ?? null, changes };
}

function withoutShipment(type: string): Outcome {
  const reason = lookup(unattached, prefixOf(type) ?? '');
  if (reason === undefined) throw new Unreadable('the event states no shipment');
  return { outcome: 'ignore', reason };
}

function changesOf(
  builder: ChangeBuilder,
  mappings: readonly EventMapping[],
  context: EventContext,
): ChangeBuilder['changes'] {
  const { event, subject } = context;
  for (const mapping of mappings) addMappedChange(builder, mapping, context);
  addReference(builder, 'shipment', `FLEX-${builder.shipment}`);
  if (subject.leg) addLeg(builder, subject.leg);
  if (subject.shipment) addShipment(builder, subject.shipment);
  if (subject.container) addContainer(builder, subject.container);
  for (const container of event.data.containers) addContainer(builder, container);
  if (subject.containerLeg) addContainerLeg(builder, subject.containerLeg);
  if (subject.attached) addAttached(builder, subject.attached.name, mappings);
  return builder.changes.map((change) => withFreeDay(change, context));
}

/** An event may contain a container twice: what the one states about free time the other does not withdraw. */
function withFreeDay(change: Change, { event, subject }: EventContext): Change {
  if (change.kind !== 'container' || change.fields.lastFreeDay !== null) return change;
  const dates = [subject.container, ...event.data.containers].flatMap((one) =>
    one?.id === change.container ? (lastFreeDayOf(one) ?? []) : [],
  );
  const [lastFreeDay = null] = dates;
  return { ...change, fields: { ...change.fields, lastFreeDay } };
}

/** Users search shipments by their invoices, bookings and orders. */
function addAttached(builder: ChangeBuilder, name: string | undefined, mappings: readonly EventMapping[]): void {
  const code = mappings[0]?.code ?? '';
  if (code.startsWith('INVOICE_')) addReference(builder, 'invoice', name);
  if (code.startsWith('BOOKING_')) addReference(builder, 'booking', name);
  if (code.startsWith('PO_')) addReference(builder, 'purchase_order', name);
}
