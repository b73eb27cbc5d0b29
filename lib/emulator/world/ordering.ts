import type { Order } from './commercial-records.ts';
import { DAY, HOUR, MINUTE } from './local-time.ts';
import type { Script } from './script.ts';

const PO = '/purchase_order#';

function update(script: Script, order: Order, at: number, change: () => void): void {
  const enteredAt = Math.floor(at);
  const apply = () => {
    change();
    order.updatedAt = enteredAt;
  };
  script.announce(`${PO}updated`, enteredAt, { kind: 'order', order }, { apply, code: 'PO_UPDATED' });
}

function archive(script: Script, order: Order, at: number): void {
  const enteredAt = Math.floor(at);
  const apply = () => {
    order.archivedAt = enteredAt;
    order.updatedAt = enteredAt;
  };
  script.announce(`${PO}archived`, enteredAt, { kind: 'order', order }, { apply, code: 'PO_ARCHIVED' });
}

/** Changes that buyers make before anything is shipped. */
function changeOf(script: Script, order: Order): () => void {
  const { random } = script;
  const line = random.pick(order.lines);
  const [more, factor, days] = [random.int(1, 6), random.between(0.94, 1.05), random.int(-5, 9)];
  const cents = Math.max(1, Math.round(line.cents * factor));
  const changes = {
    units: () => {
      line.units += more * line.product.units;
    },
    price: () => {
      line.cents = cents;
    },
    date: () => {
      order.mustArrive += days * DAY;
      for (const one of order.lines) one.mustArrive = order.mustArrive;
    },
  };
  return changes[random.weighted({ units: 3, price: 2, date: 3 })];
}

/** An order that was placed and then cancelled; it never belongs to the shipment. */
function callOff(script: Script, like: Order): void {
  const { random, freight } = script;
  const lines = like.lines.map((line, i) => ({ ...line, id: (freight.id * 20 + 18) * 10 + i }));
  const number = `PO-${random.digits(6)}`;
  const order: Order = { ...like, id: freight.id * 20 + 18, number, lines, memo: '' };
  const at = like.createdAt + random.between(5, 90) * MINUTE;
  script.announce(`${PO}created`, at, { kind: 'order', order }, { code: 'PO_CREATED' });
  const offAt = at + random.between(1, 9) * DAY;
  update(script, order, offAt, () => {
    order.status = 'cancelled';
  });
  archive(script, order, offAt + random.between(1, 30) * HOUR);
}

/** The buyer places the order and the seller confirms it. An order that goes in several shipments has these events once. */
export function placeOrders(script: Script): void {
  const { random, freight } = script;
  const mine = freight.orders.filter((order) => order.mine);
  mine.forEach((order, i) => {
    const at = order.createdAt + i * random.between(2, 25) * MINUTE;
    const subject = { kind: 'order', order } as const;
    script.announce(`${PO}created`, at, subject, { code: 'PO_CREATED' });
    const yesAt = at + random.between(2, 40) * HOUR;
    if (random.chance(0.7)) script.announce(`${PO}acknowledged`, yesAt, subject, { code: 'PO_UPDATED' });
    if (random.chance(0.2)) update(script, order, yesAt + random.between(2, 60) * HOUR, changeOf(script, order));
  });
  const first = mine[0];
  if (first && random.chance(0.03)) callOff(script, first);
}

/** The seller is late: some buyers update the order. */
export function postponeOrders(script: Script, at: number, ready: number): void {
  for (const order of script.freight.orders.filter(({ mine, parts }) => mine && parts === 1)) {
    if (!script.random.chance(0.5)) continue;
    update(script, order, at + script.random.between(0.2, 20) * HOUR, () => {
      order.cargoReady = ready;
    });
  }
}

/** After the delivery many orders are closed, some archived. Orders with parts still to come stay open. */
export function closeOrders(script: Script, delivered: number): void {
  const { random, freight } = script;
  for (const order of freight.orders.filter(({ mine, parts }) => mine && parts === 1)) {
    if (!random.chance(0.6)) continue;
    const at = delivered + random.between(0.5, 6) * DAY;
    update(script, order, at, () => {
      order.status = 'closed';
    });
    if (random.chance(0.35)) archive(script, order, at + random.between(2, 10) * DAY);
  }
}
