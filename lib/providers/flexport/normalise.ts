import { Unreadable } from '#lib/errors.ts';
import type { Change } from '#lib/model/change.ts';
import { lookup } from '#lib/model/lookup.ts';
import { isNoDate, parseMoment } from '#lib/model/time.ts';
import { SNAPSHOT } from '../api.ts';
import type { OpenedEvent, Outcome } from '../contract.ts';
import { addReference, type ChangeBuilder, createChangeBuilder } from './change-builder.ts';
import { normaliseCompactEvent } from './compact-event.ts';
import { addContainer, addContainerLeg } from './container.ts';
import { addMappedChange, type Reading } from './entity-changes.ts';
import { mappingOf, prefixOf } from './event-map.ts';
import { unattached } from './event-map-attached.ts';
import type { EventMapping } from './event-mapping.ts';
import { addLeg } from './leg.ts';
import { isDocumentedForm } from './open.ts';
import { isObject } from './read.ts';
import { tellRecords } from './records/tell.ts';
import { eventSchema } from './schema.ts';
import { addShipment } from './shipment.ts';
import { normaliseSnapshot } from './snapshot.ts';
import { shipmentsOf, subjectOf } from './subject.ts';

/** Says what an event means: the milestone that it names, the records it tells of, and all that its snapshots say beside. */
export function normalise({ key, type, raw }: OpenedEvent): Outcome {
  if (type.startsWith(SNAPSHOT)) return normaliseSnapshot({ key, type, raw });
  if (isObject(raw) && !isDocumentedForm(raw)) return normaliseCompactEvent({ key, type, raw });
  const meanings = mappingOf(type);
  if (!meanings) return { outcome: 'unmapped', reason: `event type ${type} is not known yet` };
  const parsed = eventSchema.safeParse(raw);
  if (!parsed.success) throw new Unreadable('the event has no data object');
  const event = parsed.data;
  const created = event.created_at === undefined ? null : parseMoment(event.created_at);
  const occurred = (event.occurred_at === undefined ? null : parseMoment(event.occurred_at)) ?? created;
  const { occurred_at: stated = '', created_at: reported = '' } = event;
  const undated = isNoDate(stated) && ({ undated: true } as const);
  if (!occurred && !undated && !isNoDate(reported))
    throw new Unreadable('the event states neither when it occurred nor when it was created');
  const reading: Reading = { key, event, subject: subjectOf(type, event), occurred, ...undated };
  const shipments = shipmentsOf(reading.subject);
  const records = tellRecords(type, reading);
  if (shipments.length === 0 && records.length === 0) return withoutShipment(type);
  const changes: Change[] = shipments.flatMap((shipment) =>
    changesOf(createChangeBuilder(shipment), meanings, reading),
  );
  changes.push(...records);
  return { outcome: 'changes', reportedAt: (created ?? occurred)?.at ?? null, changes };
}

function withoutShipment(type: string): Outcome {
  const reason = lookup(unattached, prefixOf(type) ?? '');
  if (reason === undefined) throw new Unreadable('the event names no shipment');
  return { outcome: 'ignore', reason };
}

function changesOf(
  gathering: ChangeBuilder,
  meanings: readonly EventMapping[],
  reading: Reading,
): ChangeBuilder['changes'] {
  const { event, subject } = reading;
  for (const meaning of meanings) addMappedChange(gathering, meaning, reading);
  addReference(gathering, 'shipment', `FLEX-${gathering.shipment}`);
  if (subject.leg) addLeg(gathering, subject.leg);
  if (subject.shipment) addShipment(gathering, subject.shipment);
  if (subject.container) addContainer(gathering, subject.container);
  for (const container of event.data.containers) addContainer(gathering, container);
  if (subject.containerLeg) addContainerLeg(gathering, subject.containerLeg);
  if (subject.attached) tellAttached(gathering, subject.attached.name, meanings);
  return gathering.changes;
}

/** People look a shipment up by the names of its invoices, bookings and orders. */
function tellAttached(gathering: ChangeBuilder, name: string | undefined, meanings: readonly EventMapping[]): void {
  const code = meanings[0]?.code ?? '';
  if (code.startsWith('INVOICE_')) addReference(gathering, 'invoice', name);
  if (code.startsWith('BOOKING_')) addReference(gathering, 'booking', name);
  if (code.startsWith('PO_')) addReference(gathering, 'purchase_order', name);
}
