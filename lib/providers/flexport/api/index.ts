import { Unreadable } from '#lib/errors.ts';
import { parseMoment } from '#lib/model/time.ts';
import type { Api, ApiDoor, LedgerEvent, Pull, Snapshot, SnapshotPage } from '../../api.ts';
import { open } from '../open.ts';
import { type Fields, isObject, objectsOf, textOf } from '../read.ts';
import { KINDS, type Kind, kindOf, shipmentOf } from './kinds.ts';
import { dataOf, KEYS, openSession, type Session } from './session.ts';

/** Links of a changed shipment that are followed at once; what stands behind them changes without a date of its own. */
const PARTS = {
  legs: 'leg',
  documents: 'document',
  commercial_invoices: 'commercial_invoice',
  customs_entries: 'customs_entry',
};
const EXPAND = 'legs,booking,documents,commercial_invoices,customs_entries,ocean_shipment.containers.container_legs';

/** Flexport's API, version 2. */
export const door: ApiDoor = {
  keys: KEYS,
  ledger: true,
  connect(tools) {
    const session = openSession(tools);
    return session && new FlexportApi(session);
  },
};

class FlexportApi implements Api {
  readonly kinds = KINDS;
  readonly #session: Session;

  constructor(session: Session) {
    this.#session = session;
  }

  async page(name: string, { since, cursor }: Pull): Promise<SnapshotPage> {
    const kind = kindOf(name);
    const [at, link] = splitCursor(cursor);
    const asks = since === null ? [{}] : (kind.asks?.(since) ?? [{}]);
    const withParts = name === 'shipment' && since !== null;
    const query = new URLSearchParams({
      per: '100',
      ...kind.query,
      ...(withParts && { expand: EXPAND }),
      ...asks[at],
    });
    const page = await this.#list(link ?? `${kind.path}?${query}`);
    const snapshots = page.objects.map((raw) => snapshotOf(kind, raw, page.askedAt));
    const next = page.next ?? (at + 1 < asks.length ? '' : null);
    const all = withParts ? [...snapshots, ...(await this.#parts(page))] : snapshots;
    return { snapshots: all, next: next === null ? null : joinCursor(page.next ? at : at + 1, next) };
  }

  async read(name: string, id: string): Promise<Snapshot[]> {
    const kind = kindOf(name);
    const expand = name === 'shipment' ? EXPAND : kind.query?.expand;
    const path = `${kind.path}/${encodeURIComponent(id)}${expand ? `?expand=${expand}` : ''}`;
    const answer = await this.#session.send({ method: 'GET', path });
    const raw = dataOf(answer, path);
    if (raw === null) return [];
    if (!isObject(raw)) throw new Unreadable(`${path}: the answer holds no object`);
    const { askedAt } = answer;
    const parts = name === 'shipment' ? await this.#parts({ objects: [raw], askedAt }) : [];
    return [snapshotOf(kind, raw, askedAt), ...parts];
  }

  async ledger({ since, cursor }: Pull): Promise<{ events: LedgerEvent[]; next: string | null }> {
    const query = new URLSearchParams({ per: '100', sort: 'id', direction: 'asc' });
    if (since) query.set('f.occurred_at.gte', since);
    const { objects, next } = await this.#list(cursor ?? `/events?${query}`);
    return { events: objects.flatMap(eventOf), next };
  }

  async #list(path: string): Promise<Listed & { next: string | null }> {
    const answer = await this.#session.send({ method: 'GET', path });
    const data = dataOf(answer, path);
    if (data !== null && !isObject(data) && !Array.isArray(data))
      throw new Unreadable(`${path}: the answer is no list`);
    const next = isObject(data) ? (textOf(data.next) ?? null) : null;
    return { objects: objectsOf(data), next, askedAt: answer.askedAt };
  }

  /** What belongs to the shipments of a page, as snapshots of its own: expanded within them, or behind the links that stand there. */
  async #parts({ objects, askedAt }: Listed): Promise<Snapshot[]> {
    const parts: Snapshot[] = [];
    const put = (name: string, found: Listed) => {
      parts.push(...found.objects.map((raw) => snapshotOf(kindOf(name), raw, found.askedAt)));
    };
    for (const shipment of objects) {
      for (const [field, name] of Object.entries(PARTS)) put(name, await this.#behind(shipment[field], askedAt));
      const { booking, ocean_shipment: ocean } = shipment;
      if (isObject(booking) && booking.status !== undefined) put('booking', { objects: [booking], askedAt });
      const containers = await this.#behind(isObject(ocean) ? ocean.containers : undefined, askedAt);
      put('container', containers);
      for (const container of containers.objects) {
        const legs = await this.#behind(container.container_legs, containers.askedAt);
        put('container_leg', {
          ...legs,
          objects: legs.objects.map((leg) => ({ ...leg, shipment_container: container })),
        });
      }
    }
    return parts;
  }

  /** The objects of a collection: as they stand, or from where a link leads. */
  async #behind(value: unknown, askedAt: string): Promise<Listed> {
    const link = isObject(value) ? textOf(value.link) : undefined;
    if (link === undefined) return { objects: objectsOf(value), askedAt };
    const found: Listed = { objects: [], askedAt };
    for (let next: string | null = `${link}${link.includes('?') ? '&' : '?'}per=100`; next !== null; ) {
      const page: Listed & { next: string | null } = await this.#list(next);
      found.objects.push(...page.objects);
      next = page.next;
    }
    return found;
  }
}

type Listed = { objects: Fields[]; askedAt: string };

function snapshotOf({ kind, noun, changed, open: isOpen }: Kind, raw: Fields, askedAt: string): Snapshot {
  const id = textOf(raw.id);
  if (id === undefined) throw new Unreadable(`a ${kind} of the list has no id`);
  const subject = noun === 'shipment' && kind !== 'shipment' ? shipmentOf(raw) : id;
  const changedAt = changed === undefined ? undefined : textOf(raw[changed]);
  return {
    kind,
    id,
    raw: withoutParts(kind, raw),
    askedAt,
    changedAt: changedAt === undefined ? null : (parseMoment(changedAt)?.at ?? null),
    ...(isOpen && { open: isOpen(raw) }),
    subject: subject === undefined ? null : { noun, id: subject },
  };
}

/**
 * A thing without what is read as a thing of its own, and without what lists leave out: it looks the same wherever it was read.
 */
function withoutParts(kind: string, raw: Fields): Fields {
  if (kind === 'container') return without(raw, 'container_legs');
  if (kind === 'container_leg')
    return { ...raw, shipment_container: onlyId(raw.shipment_container), leg: onlyId(raw.leg) };
  if (kind === 'leg')
    return Object.fromEntries(Object.entries(raw).map(([name, one]) => [name, without(one, 'container_legs')]));
  if (kind !== 'shipment') return raw;
  const rest = without(raw, 'legs', 'documents', 'commercial_invoices', 'customs_entries', 'metadata') as Fields;
  return { ...rest, booking: onlyId(raw.booking), ocean_shipment: without(raw.ocean_shipment, 'containers') };
}

function without<T>(value: T, ...names: readonly string[]): T {
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).filter(([name]) => !names.includes(name))) as T;
}

/** A thing as a link to it names it, with the shipment that it names in turn. */
function onlyId(value: unknown): unknown {
  if (!isObject(value)) return value;
  return { id: value.id, ...(isObject(value.shipment) && { shipment: { id: value.shipment.id } }) };
}

/** The key is the one that its webhook would have had: the same reader says so. */
function eventOf(raw: Fields): LedgerEvent[] {
  const [opened] = open(Buffer.from(JSON.stringify(raw)));
  const createdAt = parseMoment(textOf(raw.created_at) ?? '')?.at;
  return opened && createdAt ? [{ ...opened, createdAt }] : [];
}

/** Which of the queries, and the link to the page of it; an empty link is its first page. */
function splitCursor(cursor: string | null): [number, string | null] {
  if (cursor === null) return [0, null];
  const space = cursor.indexOf(' ');
  return [Number(cursor.slice(0, space)), cursor.slice(space + 1) || null];
}

const joinCursor = (at: number, link: string) => `${at} ${link}`;
