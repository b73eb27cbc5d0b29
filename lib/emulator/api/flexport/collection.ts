import { type Id, RecordIndex } from '#lib/emulator/api/record-index.ts';
import type { State } from '#lib/emulator/api/state.ts';
import { API, type Json } from '#lib/emulator/flexport/parts.ts';
import { lookup } from '#lib/model/lookup.ts';
import type { Filters } from './filters.ts';
import { Refused } from './refused.ts';

/** How one kind of object is found and returned. */
export type Kind<Row> = {
  /** Under the base URL: `/shipment_legs`. */
  path: string;
  all: () => readonly Row[];
  id: (row: Row) => Id;
  /** As a read of the single object returns it. */
  show: (row: Row) => Json;
  /** Several at once, if that is faster than one by one. */
  showAll?: (rows: readonly Row[]) => Json[];
  /** The fields that a list omits. */
  shorten?: (object: Json) => Json;
  filters: Filters<Row>;
  sorts?: Record<string, (row: Row) => Id | null>;
};

/** A collection of any kind. */
export type Listing = {
  readonly path: string;
  find(id: string): Json | null;
  allObjects(): Generator<Json>;
  list(query: URLSearchParams): Json;
};

const CONTROLS = new Set(['page', 'per', 'sort', 'direction', 'expand']);

function whole(query: URLSearchParams, name: string, normal: number, most: number): number {
  const text = query.get(name) ?? String(normal);
  if (!/^[1-9]\d*$/.test(text)) throw new Refused(`${name} must be a positive integer`);
  return Math.min(Number(text), most);
}

/** Lists one kind of object by pages, and reads single ones. */
export class Collection<Row> implements Listing {
  readonly path: string;
  readonly #kind: Kind<Row>;
  readonly #index: RecordIndex<Row>;

  constructor(state: State, kind: Kind<Row>) {
    this.path = kind.path;
    this.#kind = kind;
    this.#index = new RecordIndex(state, kind.all, kind.id);
  }

  find(id: string): Json | null {
    const row = this.#index.find(id);
    return row === undefined ? null : this.#kind.show(row);
  }

  /** Every object as a single read returns it, in order of id. */
  *allObjects(): Generator<Json> {
    const { show, showAll = (rows: readonly Row[]) => rows.map(show) } = this.#kind;
    const rows = this.#index.rows();
    for (let i = 0; i < rows.length; i += 100) yield* showAll(rows.slice(i, i + 100));
  }

  /** The page for a query string. Throws `Refused` for a filter, sort or number that is not documented. */
  list(query: URLSearchParams): Json {
    const per = whole(query, 'per', 10, 100);
    const page = whole(query, 'page', 1, Number.MAX_SAFE_INTEGER);
    const rows = this.#select(query);
    const link = (to: number) => {
      const other = new URLSearchParams(query);
      other.set('page', String(to));
      return `${API}${this.path}?${other}`;
    };
    const here = rows.slice((page - 1) * per, page * per);
    const { show, showAll = (some: readonly Row[]) => some.map(show), shorten = (object) => object } = this.#kind;
    return {
      _object: '/api/collections/paginated',
      prev: page > 1 ? link(page - 1) : null,
      next: page * per < rows.length ? link(page + 1) : null,
      total_count: rows.length,
      data: showAll(here).map(shorten),
    };
  }

  #select(query: URLSearchParams): readonly Row[] {
    const conditions = [...query].filter(([name]) => !CONTROLS.has(name));
    const [sort, direction] = [query.get('sort') ?? 'id', query.get('direction') ?? 'asc'];
    const key = JSON.stringify([conditions, sort, direction]);
    return this.#index.view(key, (rows) => this.#sorted(this.#filtered(rows, conditions), sort, direction));
  }

  #filtered(all: readonly Row[], conditions: readonly [string, string][]): readonly Row[] {
    let rows: readonly Row[] | null = null;
    const tests: ((row: Row) => boolean)[] = [];
    for (const [name, value] of conditions) {
      const filter = lookup(this.#kind.filters, name);
      if (!filter) throw new Refused(`${name} is not a filter of ${this.path}`);
      if ('fits' in filter) tests.push(filter.fits(value));
      else {
        const picked = filter.pick(value, this.#index);
        rows = rows ? rows.filter((row) => picked.includes(row)) : picked;
      }
    }
    return tests.length === 0 ? (rows ?? all) : (rows ?? all).filter((row) => tests.every((fits) => fits(row)));
  }

  #sorted(rows: readonly Row[], sort: string, direction: string): readonly Row[] {
    const of = sort === 'id' ? this.#kind.id : lookup(this.#kind.sorts ?? {}, sort);
    if (!of) throw new Refused(`${this.path} cannot be sorted by ${sort}`);
    if (direction !== 'asc' && direction !== 'desc') throw new Refused('direction must be asc or desc');
    if (sort === 'id') return direction === 'asc' ? rows : rows.toReversed();
    const order = (a: Row, b: Row) => {
      const [x, y] = [of(a) ?? '', of(b) ?? ''];
      return x < y ? -1 : x > y ? 1 : 0;
    };
    const sorted = rows.toSorted(order);
    return direction === 'asc' ? sorted : sorted.reverse();
  }
}
