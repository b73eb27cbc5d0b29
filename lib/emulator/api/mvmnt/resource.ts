import { RecordIndex } from '#lib/emulator/api/record-index.ts';
import type { State } from '#lib/emulator/api/state.ts';
import { compile, type Fields, Invalid } from './filter.ts';

export type Json = Record<string, unknown>;

/** How one kind of record is found and shown. */
export type Kind<Row> = {
  /** `bill-payments` */
  name: string;
  all: () => readonly Row[];
  id: (row: Row) => string;
  /** The client's id or the number shown to users, if any. */
  key: (row: Row) => unknown;
  show: (row: Row) => Json;
  fields: Fields<Row>;
  /** Whether it is soft-deleted: filters omit it unless they contain `deletedAt`. */
  deleted?: (row: Row) => boolean;
  /** The maximum page size. Default 100. */
  most?: number;
  /** The name of the field with the page information. Default `pagination`. */
  paging?: 'pagination' | 'pageInfo';
};

/** A resource of any kind. */
export type Listing = {
  readonly name: string;
  find(id: string, by: string | null): Json | null;
  filter(body: Json): Json;
  allObjects(): Generator<Json>;
};

const NORMAL_PAGE = 50;

function cursorAfter(id: string): string {
  return Buffer.from(JSON.stringify({ id })).toString('base64');
}

function idOf(cursor: unknown): string {
  const text = Buffer.from(String(cursor), 'base64').toString('utf8');
  const id = /^\{"id":"([^"]+)"\}$/.exec(text)?.[1];
  if (id === undefined) throw new Invalid('cursor', 'is not a cursor of this list');
  return id;
}

/** Lists one kind of record in order of its ids, and reads single ones. */
export class Resource<Row> implements Listing {
  readonly name: string;
  readonly #kind: Kind<Row>;
  readonly #index: RecordIndex<Row>;

  constructor(state: State, kind: Kind<Row>) {
    this.name = kind.name;
    this.#kind = kind;
    this.#index = new RecordIndex(state, kind.all, kind.id);
  }

  /** By id, by key, or by id first and then by key. */
  find(id: string, by: string | null): Json | null {
    const { key, show } = this.#kind;
    const byId = by === 'key' ? undefined : this.#index.find(id);
    const row = byId ?? (by === 'id' ? undefined : this.#index.group('key', (one) => String(key(one)), id)[0]);
    return row === undefined ? null : show(row);
  }

  *allObjects(): Generator<Json> {
    for (const row of this.#index.rows()) yield this.#kind.show(row);
  }

  /** A page of the rows that match the filter and have ids after the cursor's. Throws `Invalid`. */
  filter({ filter = {}, pageSize = NORMAL_PAGE, cursor = null }: Json): Json {
    const { most = 100, paging = 'pagination', id, show } = this.#kind;
    if (typeof pageSize !== 'number' || !Number.isInteger(pageSize) || pageSize < 1 || pageSize > most) {
      throw new Invalid('pageSize', `must be an integer from 1 to ${most}`);
    }
    const rows = this.#index.view(JSON.stringify(filter), (all) => this.#matching(all, filter));
    const from = cursor === null ? 0 : firstAfter(rows, id, idOf(cursor));
    const here = rows.slice(from, from + pageSize);
    const last = here.at(-1);
    const hasNextPage = from + pageSize < rows.length;
    const endCursor = last === undefined ? null : cursorAfter(id(last));
    return { data: here.map(show), [paging]: { pageSize, hasNextPage, hasPreviousPage: from > 0, endCursor } };
  }

  #matching(rows: readonly Row[], filter: unknown): readonly Row[] {
    const { fields, deleted } = this.#kind;
    const test = compile(filter, fields);
    if (!deleted || JSON.stringify(filter).includes('"deletedAt"')) return rows.filter(test);
    return rows.filter((row) => !deleted(row) && test(row));
  }
}

/** The index of the first row with a greater id. */
function firstAfter<Row>(rows: readonly Row[], id: (row: Row) => string, than: string): number {
  let [low, high] = [0, rows.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const row = rows[middle];
    if (row !== undefined && id(row) <= than) low = middle + 1;
    else high = middle;
  }
  return low;
}
