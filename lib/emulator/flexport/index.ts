import { drawFreight } from '#lib/emulator/world/draw-freight.ts';
import { forward } from '#lib/emulator/world/forwarding.ts';
import { type Freight, file, type Subject } from '#lib/emulator/world/freight.ts';
import type { SharedOrder } from '#lib/emulator/world/goods.ts';
import { utc } from '#lib/emulator/world/local-time.ts';
import type { Random } from '#lib/emulator/world/random.ts';
import type { Happening, Script } from '#lib/emulator/world/script.ts';
import type {
  EventHead,
  FinalState,
  ReportedMilestone,
  ShipmentTimeline,
  Step,
} from '#lib/emulator/world/shipment-timeline.ts';
import { commercialObject, documentObject, invoiceObject } from './billing.ts';
import { bookingObject, orderObject } from './commercial-objects.ts';
import { compactEventBody, toCompactEvent } from './compact-event.ts';
import { containerObject, legObject, partObject } from './objects.ts';
import { type Json, list, nodeObject } from './parts.ts';
import { productObject } from './product.ts';
import { shipmentObject } from './shipment.ts';

function resourceOf(freight: Freight, subject: Subject, shipment: unknown): unknown {
  switch (subject.kind) {
    case 'shipment':
      return shipment;
    case 'leg':
      return legObject(freight, subject.leg);
    case 'container':
      return containerObject(freight, subject.container);
    case 'part':
      return partObject(subject.container, subject.part);
    case 'invoice':
      return invoiceObject(freight, subject.invoice);
    case 'document':
      return documentObject(freight, subject.document);
    case 'booking':
      return bookingObject(freight);
    case 'order':
      return orderObject(freight, subject.order);
    case 'product':
      return productObject(subject.product, { verified: true, archivedAt: subject.archivedAt });
    case 'commercial':
      return commercialObject(freight, subject.invoice);
  }
}

/** The containers that an event concerns; none for events of the whole shipment. */
function containersOf(freight: Freight, { kind, ...subject }: Subject): unknown[] {
  if ('container' in subject) return [containerObject(freight, subject.container)];
  return kind === 'leg' ? freight.containers.map((container) => containerObject(freight, container)) : [];
}

/** Events about the route contain the legs; others contain a link to them. */
const ROUTES = new Set([
  '/shipment#created',
  '/shipment#booking_confirmed',
  '/shipment#schedule_confirmed',
  '/shipment#updated_route',
  '/shipment#cargo_rolled_from_booked_vessel',
]);

/** Products and cancelled orders belong to no shipment. */
function concerns(freight: Freight, subject: Subject): boolean {
  if (subject.kind === 'order') return freight.orders.includes(subject.order);
  return subject.kind !== 'product';
}

function snapshot(freight: Freight, { type, subject }: Happening): Json | null {
  if (!freight.opened || !concerns(freight, subject)) return null;
  if (!ROUTES.has(type)) return shipmentObject(freight);
  return { ...shipmentObject(freight), legs: list(freight.legs.map((leg) => legObject(freight, leg))) };
}

/** The documented `/event`. */
export function eventBody(id: number, event: Pick<Happening, 'type' | 'occurredAt' | 'createdAt'>, data: Json): string {
  return JSON.stringify({
    _object: '/event',
    id,
    version: 2,
    type: event.type,
    occurred_at: utc(event.occurredAt),
    created_at: utc(event.createdAt),
    data: { _object: '/shipment_event_data', ...data },
  });
}

/** With full snapshots of the resource and of the shipment at this moment; before the shipment is created there is none. */
export function flexportEvent(freight: Freight, happening: Happening, id: number): string {
  const shipment = snapshot(freight, happening);
  return eventBody(id, happening, {
    resource: resourceOf(freight, happening.subject, shipment),
    shipment,
    location: happening.at ? nodeObject(happening.at) : null,
    containers: containersOf(freight, happening.subject),
  });
}

function milestoneOf({ code, occurredAt, subject }: Happening): ReportedMilestone[] {
  if (!code) return [];
  const leg = subject.kind === 'leg' ? subject.leg : subject.kind === 'part' ? subject.part.leg : null;
  const container = subject.kind === 'container' || subject.kind === 'part' ? subject.container : null;
  const parts = { ...(leg && { leg: String(leg.id) }), ...(container && { container: String(container.id) }) };
  return [{ code, at: utc(occurredAt), ...parts }];
}

/** More than the number of events of any shipment, so that event numbers never collide. */
export const EVENTS = 400;

const OBJECTS: Record<Subject['kind'], string> = {
  shipment: '/shipment',
  leg: '/shipment_leg',
  container: '/ocean/shipment_container',
  part: '/ocean/shipment_container_leg',
  invoice: '/invoice',
  document: '/document',
  booking: '/booking',
  order: '/purchase_order',
  product: '/product',
  commercial: '/commercial_invoice',
};

/** The event log lists events in the documented form only. */
function headOf(freight: Freight, happening: Happening, id: number, opened: boolean): EventHead {
  const { type, occurredAt, createdAt, subject } = happening;
  const shipment = opened && concerns(freight, subject) ? freight.id : null;
  return { id, type, occurredAt, createdAt, resource: OBJECTS[subject.kind], shipment };
}

/** Turns happenings into steps. Those without a webhook for this client still change the records. */
function stepsOf(script: Script, happenings: Happening[], compact: boolean, random: Random): Step[] {
  const { freight } = script;
  const opened = happenings.findIndex(({ type }) => type === '/shipment#created');
  let at = 0;
  return happenings.map((happening, i) => {
    const compactEvent = compact ? toCompactEvent(freight, happening) : null;
    const isSent = compact ? compactEvent !== null : script.sends(happening.type);
    at = isSent ? Math.max(at + 1, happening.createdAt + random.int(400, 20_000)) : Math.max(at, happening.createdAt);
    const id = freight.id * EVENTS + i;
    const take = (withBody: boolean) => {
      happenings.shift()?.apply?.();
      file(freight, happening.subject);
      freight.updatedAt = happening.createdAt - 1100;
      if (!isSent || !withBody) return null;
      const body = compactEvent
        ? compactEventBody(id, String(freight.id), compactEvent)
        : flexportEvent(freight, happening, id);
      return { body, events: 1 };
    };
    return { at, take, ...(isSent && !compact && { head: headOf(freight, happening, id, i >= opened) }) };
  });
}

/** Whether an event contains the shipment's id; events about its orders and booking before its creation do not. */
function reportedMilestones(script: Script, happenings: readonly Happening[], compact: boolean): ReportedMilestone[] {
  const opened = happenings.findIndex(({ type }) => type === '/shipment#created');
  const named = (one: Happening, i: number) =>
    i >= opened && script.sends(one.type) && concerns(script.freight, one.subject);
  if (!compact) return happenings.filter(named).flatMap(milestoneOf);
  const compactEvents = happenings.flatMap((happening) => toCompactEvent(script.freight, happening) ?? []);
  return compactEvents.map(({ code, occurredAt }) => ({ code, at: utc(occurredAt) }));
}

function finalStateOf(script: Script, happenings: readonly Happening[], compact: boolean): FinalState {
  const { id } = script.freight;
  const milestones = reportedMilestones(script, happenings, compact);
  const delivered = milestones.some(({ code }) => code === 'DELIVERED');
  return { provider: 'flexport', externalId: String(id), name: `FLEX-${id}`, compact, delivered, milestones };
}

/** A forwarder's shipment from the first order to the last payment. `compact` writes its events in the compact format. */
export function flexportTimeline(
  random: Random,
  id: number,
  orderedAt: number,
  compact: boolean,
  shared?: SharedOrder,
): ShipmentTimeline {
  const { freight, route } = drawFreight(random.fork('freight'), id, orderedAt, shared);
  const { script, happenings } = forward(random.fork('life'), freight, route);
  const steps = stepsOf(script, happenings, compact, random.fork('sending'));
  const records = { kind: 'freight', freight } as const;
  return {
    provider: 'flexport',
    shipment: String(id),
    steps,
    records,
    finalState: () => finalStateOf(script, happenings, compact),
  };
}
