import { eventBody } from './flexport.ts';
import { type ProductState, productObject } from './flexport-product.ts';
import type { Life, Sending } from './life.ts';
import { DAY } from './local-time.ts';
import type { Random } from './random.ts';
import { PRODUCTS, type Product } from './trade.ts';

type Step = { type: string; at: number; state: ProductState };

/** Entered in the catalogue; perhaps checked later, rarely taken out. */
function stepsOf(random: Random, bornAt: number): Step[] {
  const verified = random.chance(0.6);
  const steps: Step[] = [{ type: '/product#created', at: bornAt, state: { verified, archivedAt: null } }];
  const checkedAt = Math.floor(bornAt + random.between(1, 20) * DAY);
  if (!verified || random.chance(0.2)) {
    steps.push({ type: '/product#updated', at: checkedAt, state: { verified: true, archivedAt: null } });
  }
  const outAt = Math.floor(checkedAt + random.between(10, 60) * DAY);
  if (random.chance(0.08)) {
    steps.push({ type: '/product#archived', at: outAt, state: { verified: true, archivedAt: outAt } });
  }
  return steps;
}

function sendingOf(random: Random, product: Product, { type, at, state }: Step, id: number): Sending {
  const told = { type, occurredAt: Math.floor(at / 1000) * 1000, createdAt: at };
  const data = () => ({ resource: productObject(product, state), shipment: null, location: null, containers: [] });
  const body = () => eventBody(id, told, data());
  return { at: at + random.int(400, 20_000), write: () => ({ body: body(), events: 1 }) };
}

/** The catalogue fills from `start` on; a small world has few products. Event ids count from `firstId`. */
export function productLives(random: Random, start: number, shipments: number, firstId: number): Life[] {
  const none = { provider: 'flexport' as const, externalId: '', name: '', brief: false, delivered: false };
  const truth = () => ({ ...none, milestones: [] });
  return PRODUCTS.slice(0, Math.ceil(shipments / 3)).map((product, i) => {
    const own = random.fork(product.sku);
    const steps = stepsOf(own, start + own.int(1, 86_400) * 1000);
    const sendings = steps.map((step, k) => sendingOf(own, product, step, firstId + i * 10 + k));
    return { provider: 'flexport', shipment: '', sendings, truth };
  });
}
