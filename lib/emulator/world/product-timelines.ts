import { eventBody } from '#lib/emulator/flexport/index.ts';
import { type ProductRecord, type ProductState, productObject } from '#lib/emulator/flexport/product.ts';
import { DAY } from './local-time.ts';
import type { Random } from './random.ts';
import type { ShipmentTimeline, Step } from './shipment-timeline.ts';
import { PRODUCTS } from './trade.ts';

type Change = { type: string; at: number; state: ProductState };

/** A product is entered in the catalogue; sometimes reviewed later, rarely removed. */
function changesOf(random: Random, createdAt: number): Change[] {
  const verified = random.chance(0.6);
  const changes: Change[] = [{ type: '/product#created', at: createdAt, state: { verified, archivedAt: null } }];
  const checkedAt = Math.floor(createdAt + random.between(1, 20) * DAY);
  if (!verified || random.chance(0.2)) {
    changes.push({ type: '/product#updated', at: checkedAt, state: { verified: true, archivedAt: null } });
  }
  const outAt = Math.floor(checkedAt + random.between(10, 60) * DAY);
  if (random.chance(0.08)) {
    changes.push({ type: '/product#archived', at: outAt, state: { verified: true, archivedAt: outAt } });
  }
  return changes;
}

function stepOf(random: Random, record: ProductRecord, { type, at, state }: Change, id: number): Step {
  const event = { type, occurredAt: Math.floor(at / 1000) * 1000, createdAt: at };
  const take = (withBody: boolean) => {
    record.state = state;
    if (!withBody) return null;
    const resource = { ...productObject(record.product, state), ...record.patch };
    return { body: eventBody(id, event, { resource, shipment: null, location: null, containers: [] }), events: 1 };
  };
  return { at: at + random.int(400, 20_000), take, head: { ...event, id, resource: '/product', shipment: null } };
}

function timelineOf(record: ProductRecord, steps: Step[]): ShipmentTimeline {
  const none = { provider: 'flexport' as const, externalId: '', name: '', compact: false, delivered: false };
  const finalState = () => ({ ...none, milestones: [] });
  return { provider: 'flexport', shipment: '', steps, records: { kind: 'product', product: record }, finalState };
}

const reportedCount = (shipments: number) => Math.ceil(shipments / 3);

/** The catalogue fills from `start` on; a small world has few products. Event ids count from `firstId`. */
export function productTimelines(
  random: Random,
  start: number,
  shipments: number,
  firstId: number,
): ShipmentTimeline[] {
  return PRODUCTS.slice(0, reportedCount(shipments)).map((product, i) => {
    const own = random.fork(product.sku);
    const record: ProductRecord = { product, state: null, patch: {} };
    const changes = changesOf(own, start + own.int(1, 86_400) * 1000);
    const steps = changes.map((change, k) => stepOf(own, record, change, firstId + i * 10 + k));
    return timelineOf(record, steps);
  });
}

/** The products without events: they are in the catalogue from `start` on. */
export function silentProducts(start: number, shipments: number): ShipmentTimeline[] {
  return PRODUCTS.slice(reportedCount(shipments)).map((product) => {
    const record: ProductRecord = { product, state: null, patch: {} };
    const take = () => {
      record.state = { verified: true, archivedAt: null };
      return null;
    };
    return timelineOf(record, [{ at: start, take }]);
  });
}
