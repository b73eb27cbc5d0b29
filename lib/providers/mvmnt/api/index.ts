import { Unreadable } from '#lib/errors.ts';
import { parseMoment } from '#lib/model/time.ts';
import type { Api, ApiClientFactory, PageQuery, ReadResult, Snapshot, SnapshotPage } from '../../api.ts';
import { type Fields, isObject, objectsOf, textOf } from '../read.ts';
import { type Filter, KINDS, type Kind, kindOf } from './kinds.ts';
import { bodyOf, CREDENTIALS, KEYS, openSession, type Session } from './session.ts';

/** Objects on a page at most. */
const PAGE = 100;

/** MVMNT's API, version 1. It keeps no log of the events that it sent. */
export const apiClientFactory: ApiClientFactory = {
  keys: KEYS,
  credentials: CREDENTIALS,
  eventLog: false,
  connect(tools) {
    const session = openSession(tools);
    return session && new MvmntApi(session);
  },
};

type Page = { objects: Fields[]; next: string | null; requestedAt: string };

class MvmntApi implements Api {
  readonly kinds = KINDS;
  readonly #session: Session;

  constructor(session: Session) {
    this.#session = session;
  }

  async page(name: string, { since, cursor }: PageQuery): Promise<SnapshotPage> {
    const kind = kindOf(name);
    const filters = [
      ...(kind.fixedFilter ? [kind.fixedFilter] : []),
      ...(since === null ? [] : [kind.changedSinceFilter(since)]),
    ];
    const page = await this.#filter(kind.resource, filters.length > 1 ? { and: filters } : (filters[0] ?? {}), cursor);
    const objects = name === 'shipment' ? await this.#withLoads(page.objects) : page.objects;
    return { snapshots: objects.map((raw) => snapshotOf(kind, raw, page.requestedAt)), next: page.next };
  }

  async read(name: string, id: string): Promise<ReadResult> {
    const kind = kindOf(name);
    const path = `/${kind.resource}/${encodeURIComponent(id)}?by=id`;
    const answer = await this.#session.send({ method: 'GET', path });
    const raw = bodyOf(answer, path);
    const { requestedAt } = answer;
    if (raw === null) return { snapshots: [], requestedAt };
    if (!isObject(raw)) throw new Unreadable(`${path}: the answer is no object`);
    const [object = raw] = name === 'shipment' ? await this.#withLoads([raw]) : [raw];
    return { snapshots: [snapshotOf(kind, object, requestedAt)], requestedAt };
  }

  /** A shipment only summarises its loads. The times of the stops are on the loads, which have no date of their last change. */
  async #withLoads(shipments: readonly Fields[]): Promise<Fields[]> {
    const ids = shipments.flatMap(({ id }) => textOf(id) ?? []);
    const loads: Fields[] = [];
    if (ids.length === 0) return [];
    for (let cursor: string | null = null; ; ) {
      const page: Page = await this.#filter('loads', { shipmentId: { in: ids } }, cursor);
      loads.push(...page.objects);
      cursor = page.next;
      if (cursor === null) break;
    }
    const of = Map.groupBy(loads, ({ shipmentId }) => textOf(shipmentId));
    return shipments.map((shipment) => ({ ...shipment, loads: of.get(textOf(shipment.id)) ?? shipment.loads }));
  }

  async #filter(resource: string, filter: Filter, cursor: string | null): Promise<Page> {
    const path = `/${resource}/filter`;
    const body = { filter, pageSize: PAGE, ...(cursor !== null && { cursor }) };
    const answer = await this.#session.send({ method: 'POST', path, body, repeatable: true });
    const page = bodyOf(answer, path);
    if (!isObject(page) || !Array.isArray(page.data)) throw new Unreadable(`${path}: the answer is no list`);
    const paging = isObject(page.pagination) ? page.pagination : isObject(page.pageInfo) ? page.pageInfo : {};
    const next = paging.hasNextPage === true ? (textOf(paging.endCursor) ?? null) : null;
    return { objects: objectsOf(page.data), next, requestedAt: answer.requestedAt };
  }
}

function snapshotOf({ kind, entityType, open }: Kind, raw: Fields, requestedAt: string): Snapshot {
  const id = textOf(raw.id);
  if (id === undefined) throw new Unreadable(`a ${kind} of the list has no id`);
  const changedAt = textOf(raw.updatedAt) ?? textOf(raw.createdAt);
  return {
    kind,
    id,
    raw,
    requestedAt,
    changedAt: changedAt === undefined ? null : (parseMoment(changedAt)?.at ?? null),
    ...(open && { open: open(raw) }),
    subject: subjectOf(kind, entityType, id, raw),
  };
}

/** A payment belongs to the invoice or bill that it was applied to; of several, to the first. */
function subjectOf(kind: string, entityType: Kind['entityType'], id: string, raw: Fields): Snapshot['subject'] {
  if (kind !== 'payment' && kind !== 'bill_payment') return { entityType, id };
  const [paid] = objectsOf(raw.applications);
  const record = textOf(paid?.invoiceId) ?? textOf(paid?.billId);
  return record === undefined ? null : { entityType, id: record };
}
