import { Unreadable } from '#lib/errors.ts';
import type { Change } from '#lib/model/change.ts';
import { lookup } from '#lib/model/lookup.ts';
import { parseMoment } from '#lib/model/time.ts';
import { SNAPSHOT } from '../api.ts';
import type { OpenedEvent, Outcome } from '../contract.ts';
import { normaliseBrief } from './brief.ts';
import { tellContainer, tellContainerLeg } from './container.ts';
import { type Gathering, refer, startGathering } from './gather.ts';
import { tellLeg } from './leg.ts';
import type { Meaning } from './meaning.ts';
import { type Reading, tellMeaning } from './named.ts';
import { isDocumentedForm } from './open.ts';
import { isObject } from './read.ts';
import { tellRecords } from './records/tell.ts';
import { eventSchema } from './schema.ts';
import { tellShipment } from './shipment.ts';
import { normaliseSnapshot } from './snapshot.ts';
import { shipmentsOf, subjectOf } from './subject.ts';
import { meaningOf, prefixOf } from './vocabulary.ts';
import { unattached } from './vocabulary-attached.ts';

/** Says what an event means: the milestone that it names, the records it tells of, and all that its snapshots say beside. */
export function normalise({ key, type, raw }: OpenedEvent): Outcome {
  if (type.startsWith(SNAPSHOT)) return normaliseSnapshot({ key, type, raw });
  if (isObject(raw) && !isDocumentedForm(raw)) return normaliseBrief({ key, type, raw });
  const meanings = meaningOf(type);
  if (!meanings) return { outcome: 'park', reason: `event type ${type} is not known yet` };
  const parsed = eventSchema.safeParse(raw);
  if (!parsed.success) throw new Unreadable('the event has no data object');
  const event = parsed.data;
  const created = event.created_at === undefined ? null : parseMoment(event.created_at);
  const occurred = (event.occurred_at === undefined ? null : parseMoment(event.occurred_at)) ?? created;
  if (!occurred) throw new Unreadable('the event states neither when it occurred nor when it was created');
  const reading: Reading = { key, event, subject: subjectOf(type, event), occurred };
  const shipments = shipmentsOf(reading.subject);
  const records = tellRecords(type, reading);
  if (shipments.length === 0 && records.length === 0) return withoutShipment(type);
  const changes: Change[] = shipments.flatMap((shipment) => changesOf(startGathering(shipment), meanings, reading));
  changes.push(...records);
  return { outcome: 'changes', reportedAt: (created ?? occurred).at, changes };
}

function withoutShipment(type: string): Outcome {
  const reason = lookup(unattached, prefixOf(type) ?? '');
  if (reason === undefined) throw new Unreadable('the event names no shipment');
  return { outcome: 'ignore', reason };
}

function changesOf(gathering: Gathering, meanings: readonly Meaning[], reading: Reading): Gathering['changes'] {
  const { event, subject } = reading;
  for (const meaning of meanings) tellMeaning(gathering, meaning, reading);
  refer(gathering, 'shipment', `FLEX-${gathering.shipment}`);
  if (subject.leg) tellLeg(gathering, subject.leg);
  if (subject.shipment) tellShipment(gathering, subject.shipment);
  if (subject.container) tellContainer(gathering, subject.container);
  for (const container of event.data.containers) tellContainer(gathering, container);
  if (subject.containerLeg) tellContainerLeg(gathering, subject.containerLeg);
  if (subject.attached) tellAttached(gathering, subject.attached.name, meanings);
  return gathering.changes;
}

/** People look a shipment up by the names of its invoices, bookings and orders. */
function tellAttached(gathering: Gathering, name: string | undefined, meanings: readonly Meaning[]): void {
  const code = meanings[0]?.code ?? '';
  if (code.startsWith('INVOICE_')) refer(gathering, 'invoice', name);
  if (code.startsWith('BOOKING_')) refer(gathering, 'booking', name);
  if (code.startsWith('PO_')) refer(gathering, 'purchase_order', name);
}
