import { Unreadable } from '#lib/errors.ts';
import { parseMoment } from '#lib/model/time.ts';
import type {
  Api,
  ApiClientFactory,
  ApiWrites,
  LoggedEvent,
  PageQuery,
  ReadResult,
  Snapshot,
  SnapshotPage,
} from '../../api.ts';
import { open } from '../open.ts';
import { type Fields, isObject, objectsOf, textOf } from '../read.ts';
import { KINDS, kindOf } from './kinds.ts';
import { CREDENTIALS, dataOf, KEYS, openSession, type Session } from './session.ts';
import { snapshotOf } from './snapshots.ts';
import { writesOf } from './write.ts';

/** Links of a changed shipment that are expanded: their objects change without a date of their own. */
const PARTS = {
  legs: 'leg',
  documents: 'document',
  commercial_invoices: 'commercial_invoice',
  customs_entries: 'customs_entry',
};
const EXPAND = 'legs,booking,documents,commercial_invoices,customs_entries,ocean_shipment.containers.container_legs';

/** Flexport's API, version 2. */
export const apiClientFactory: ApiClientFactory = {
  keys: KEYS,
  credentials: CREDENTIALS,
  eventLog: true,
  connect(tools) {
    const session = openSession(tools);
    return session && new FlexportApi(session);
  },
};

class FlexportApi implements Api {
  readonly kinds = KINDS;
  readonly writes: ApiWrites;
  readonly #session: Session;

  constructor(session: Session) {
    this.#session = session;
    this.writes = writesOf(session, (kind, id) => this.read(kind, id));
  }

  async page(name: string, { since, cursor }: PageQuery): Promise<SnapshotPage> {
    const kind = kindOf(name);
    const [at, link] = splitCursor(cursor);
    const queries = since === null ? [{}] : (kind.queriesSince?.(since) ?? [{}]);
    const withParts = name === 'shipment' && since !== null;
    const query = new URLSearchParams({
      per: '100',
      ...kind.query,
      ...(withParts && { expand: EXPAND }),
      ...queries[at],
    });
    const page = await this.#list(link ?? `${kind.path}?${query}`);
    const snapshots = page.objects.map((raw) => snapshotOf(kind, raw, page.requestedAt));
    const next = page.next ?? (at + 1 < queries.length ? '' : null);
    const all = withParts ? [...snapshots, ...(await this.#parts(page))] : snapshots;
    return { snapshots: all, next: next === null ? null : joinCursor(page.next ? at : at + 1, next) };
  }

  async read(name: string, id: string): Promise<ReadResult> {
    const kind = kindOf(name);
    const expand = name === 'shipment' ? EXPAND : kind.query?.expand;
    const path = `${kind.path}/${encodeURIComponent(id)}${expand ? `?expand=${expand}` : ''}`;
    const answer = await this.#session.send({ method: 'GET', path });
    const raw = dataOf(answer, path);
    const { requestedAt } = answer;
    if (raw === null) return { snapshots: [], requestedAt };
    if (!isObject(raw)) throw new Unreadable(`${path}: the answer holds no object`);
    const parts = name === 'shipment' ? await this.#parts({ objects: [raw], requestedAt }) : [];
    return { snapshots: [snapshotOf(kind, raw, requestedAt), ...parts], requestedAt };
  }

  async eventLog({ since, cursor }: PageQuery): Promise<{ events: LoggedEvent[]; next: string | null }> {
    const query = new URLSearchParams({ per: '100', sort: 'id', direction: 'asc' });
    if (since) query.set('f.occurred_at.gte', since);
    const { objects, next } = await this.#list(cursor ?? `/events?${query}`);
    return { events: objects.flatMap(eventOf), next };
  }

  /** A missing address is an error, not an empty list: otherwise all objects would count as deleted. */
  async #list(path: string): Promise<Page> {
    const page = await this.#page(path);
    if (page === null) throw new Unreadable(`${path}: there is no such list`);
    return page;
  }

  /** Null if there is no such object. */
  async #page(path: string): Promise<Page | null> {
    const answer = await this.#session.send({ method: 'GET', path });
    const data = dataOf(answer, path);
    if (data === null) return null;
    if (!isObject(data) && !Array.isArray(data)) throw new Unreadable(`${path}: the answer is no list`);
    const next = isObject(data) ? (textOf(data.next) ?? null) : null;
    return { objects: objectsOf(data), next, requestedAt: answer.requestedAt };
  }

  /** The parts of the shipments of a page as snapshots, from expanded objects or from their links. */
  async #parts({ objects, requestedAt }: Listed): Promise<Snapshot[]> {
    const parts: Snapshot[] = [];
    const put = (name: string, found: Listed) => {
      parts.push(...found.objects.map((raw) => snapshotOf(kindOf(name), raw, found.requestedAt)));
    };
    for (const shipment of objects) {
      for (const [field, name] of Object.entries(PARTS)) put(name, await this.#behind(shipment[field], requestedAt));
      const { booking, ocean_shipment: ocean } = shipment;
      if (isObject(booking) && booking.status !== undefined) put('booking', { objects: [booking], requestedAt });
      const containers = await this.#behind(isObject(ocean) ? ocean.containers : undefined, requestedAt);
      put('container', containers);
      for (const container of containers.objects) {
        const legs = await this.#behind(container.container_legs, containers.requestedAt);
        put('container_leg', {
          ...legs,
          objects: legs.objects.map((leg) => ({ ...leg, shipment_container: container })),
        });
      }
    }
    return parts;
  }

  /** The objects of a collection: as contained, or read from its link. */
  async #behind(value: unknown, requestedAt: string): Promise<Listed> {
    const link = isObject(value) ? textOf(value.link) : undefined;
    if (link === undefined) return { objects: objectsOf(value), requestedAt };
    const found: Listed = { objects: [], requestedAt };
    for (let next: string | null = `${link}${link.includes('?') ? '&' : '?'}per=100`; next !== null; ) {
      const page: Page | null = await this.#page(next);
      found.objects.push(...(page?.objects ?? []));
      next = page?.next ?? null;
    }
    return found;
  }
}

type Listed = { objects: Fields[]; requestedAt: string };
type Page = Listed & { next: string | null };

/** The key is that of the event's webhook: the same function makes both. */
function eventOf(raw: Fields): LoggedEvent[] {
  const [opened] = open(Buffer.from(JSON.stringify(raw)));
  const createdAt = parseMoment(textOf(raw.created_at) ?? '')?.at;
  return opened && createdAt ? [{ ...opened, createdAt }] : [];
}

/** A cursor: the query, and the link to its page; an empty link is its first page. */
function splitCursor(cursor: string | null): [number, string | null] {
  if (cursor === null) return [0, null];
  const space = cursor.indexOf(' ');
  return [Number(cursor.slice(0, space)), cursor.slice(space + 1) || null];
}

const joinCursor = (at: number, link: string) => `${at} ${link}`;
