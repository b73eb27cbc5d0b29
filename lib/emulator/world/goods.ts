import type { Goods, Order, OrderLine } from './commercial-records.ts';
import type { Container } from './freight.ts';
import type { Lane } from './lane.ts';
import { DAY } from './local-time.ts';
import type { Random } from './random.ts';
import { PRODUCTS, type Product } from './trade.ts';

/** A purchase order that goes in several shipments of one lane, drawn from `random` alike by each of them. */
export type SharedOrder = {
  /** A new random stream for each shipment, with the same numbers for all of them. */
  random: Random;
  orderId: number;
  createdAt: number;
  /** Whether this shipment's lifecycle sends the events of the order. */
  mine: boolean;
  parts: number;
};

/** The constraints of the goods: space, ready date and required date. */
export type Frame = {
  lane: Lane;
  lcl: boolean;
  containers: readonly Container[];
  orderedAt: number;
  ready: number;
  due: number;
};

/** Usable cubic metres. */
const ROOM: Readonly<Record<string, number>> = {
  twenty_ft: 28,
  fourty_ft: 57,
  fourty_ft_hc: 66,
  fourty_five_ft_hc: 75,
};
const TONNES = { container: 21, loose: 6, air: 3 };

type Room = { cbm: number; kg: number };

function roomOf(random: Random, { lane, lcl, containers }: Frame): Room {
  if (lane.mode === 'air') return { cbm: random.between(1.2, 11), kg: TONNES.air * 1000 };
  if (lcl) return { cbm: random.between(2, 13), kg: TONNES.loose * 1000 };
  const cbm = containers.reduce((sum, { size }) => sum + (ROOM[size] ?? 57), 0);
  return { cbm: cbm * random.between(0.72, 0.95), kg: containers.length * TONNES.container * 1000 };
}

function cartonsIn(product: Product, { cbm, kg }: Room): number {
  return Math.max(1, Math.floor(Math.min(cbm / product.cbm, kg / product.kg)));
}

function shuffled(random: Random, list: readonly Product[]): Product[] {
  return list
    .map((product) => ({ product, dice: random.next() }))
    .sort((a, b) => a.dice - b.dice)
    .map(({ product }) => product);
}

type Drawn = { order: Order; cartons: Map<OrderLine, number> };

function drawOrder(random: Random, id: number, room: Room, frame: Frame, mine: boolean): Drawn {
  const made = shuffled(
    random,
    PRODUCTS.filter(({ supplier }) => supplier === frame.lane.shipper),
  );
  const products = made.slice(0, random.int(1, made.length));
  const cartons = new Map<OrderLine, number>();
  const mustArrive = frame.due + random.between(-3, 20) * DAY;
  const lines = products.map((product, i) => {
    const count = cartonsIn(product, { cbm: room.cbm / products.length, kg: room.kg / products.length });
    const cents = Math.max(1, Math.round(product.cents * random.between(0.9, 1.12)));
    const line = { id: id * 10 + i, product, units: count * product.units, cents, mustArrive };
    cartons.set(line, count);
    return line;
  });
  const order: Order = {
    id,
    number: `PO-${random.digits(6)}`,
    status: 'open',
    createdAt: frame.orderedAt,
    updatedAt: frame.orderedAt,
    archivedAt: null,
    cargoReady: frame.ready,
    mustArrive,
    memo: random.chance(0.2) ? random.pick(['Spring season', 'Replenishment', 'Label in two languages']) : '',
    lines,
    mine,
    parts: 1,
  };
  return { order, cartons };
}

/** The shared order lists the goods of all its shipments; each carries an equal part. */
function drawShared(shared: SharedOrder, frame: Frame): Drawn {
  const { random, orderId, createdAt, mine, parts } = shared;
  const whole = { ...frame, orderedAt: createdAt, ready: createdAt + 9 * DAY, due: createdAt + 60 * DAY };
  const drawn = drawOrder(random, orderId, { cbm: 9, kg: 4000 }, whole, mine);
  drawn.order.parts = parts;
  for (const line of drawn.order.lines) line.units *= parts;
  return drawn;
}

/** Spreads each line over the containers; many lines go into one container. */
function stow({ order, cartons }: Drawn, containers: number): Goods[] {
  return [...cartons].flatMap(([line, count], i) => {
    if (containers < 2) return [{ order, line, cartons: count, container: 0 }];
    if (cartons.size >= containers * 2) return [{ order, line, cartons: count, container: i % containers }];
    const each = Math.floor(count / containers);
    const parts = Array.from({ length: containers }, (_, container) =>
      container === 0 ? count - each * (containers - 1) : each,
    );
    return parts.flatMap((part, container) => (part > 0 ? [{ order, line, cartons: part, container }] : []));
  });
}

/** Draws the goods of a shipment: one order or several, some of them shipped short by a few cartons. */
export function drawGoods(random: Random, id: number, frame: Frame, shared?: SharedOrder) {
  const room = roomOf(random, frame);
  const count = Number(random.weighted({ 1: 5, 2: 3, 3: 1.2 }));
  const parts = Array.from({ length: count }, () => random.between(0.4, 1));
  const total = parts.reduce((sum, part) => sum + part, shared ? 0.4 : 0);
  const drawn = parts.map((part, k) => {
    const share = { cbm: (room.cbm * part) / total, kg: (room.kg * part) / total };
    return drawOrder(random, id * 20 + k, share, frame, true);
  });
  const short = drawn[0];
  for (const [line, cartons] of random.chance(0.12) && short ? [...short.cartons].slice(0, 1) : []) {
    short?.cartons.set(line, Math.max(1, Math.floor(cartons * 0.93)));
  }
  const all = shared ? [...drawn, drawShared(shared, frame)] : drawn;
  const containers = frame.lcl ? 1 : frame.containers.length;
  return { orders: all.map(({ order }) => order), goods: all.flatMap((one) => stow(one, containers)) };
}
