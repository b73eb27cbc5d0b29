import { LRUCache } from 'lru-cache';
import type { State } from '#lib/emulator/api/state.ts';

export type Id = number | string;

/** The number of cached views of one kind. */
const VIEWS = 16;

const byId = (a: Id, b: Id) => (a < b ? -1 : a > b ? 1 : 0);

/** All records of a kind in order of id, indexed. Rebuilt when the state has changed. */
export class RecordIndex<Row> {
  readonly #state: State;
  readonly #all: () => readonly Row[];
  readonly #idOf: (row: Row) => Id;
  #version = -1;
  #rows: readonly Row[] = [];
  #index: Map<string, Row> | null = null;
  readonly #groups = new Map<string, Map<string, Row[]>>();
  readonly #views = new LRUCache<string, readonly Row[]>({ max: VIEWS });

  constructor(state: State, all: () => readonly Row[], idOf: (row: Row) => Id) {
    this.#state = state;
    this.#all = all;
    this.#idOf = idOf;
  }

  rows(): readonly Row[] {
    if (this.#version !== this.#state.version) {
      this.#rows = this.#all().toSorted((a, b) => byId(this.#idOf(a), this.#idOf(b)));
      this.#index = null;
      this.#groups.clear();
      this.#views.clear();
      this.#version = this.#state.version;
    }
    return this.#rows;
  }

  find(id: string): Row | undefined {
    const rows = this.rows();
    this.#index ??= new Map(rows.map((row) => [String(this.#idOf(row)), row]));
    return this.#index.get(id);
  }

  /** The rows whose `of` is this value. `name` identifies the grouping. */
  group(name: string, of: (row: Row) => Id | null | undefined, value: string): readonly Row[] {
    const rows = this.rows();
    let groups = this.#groups.get(name);
    if (!groups) {
      groups = Map.groupBy(rows, (row) => String(of(row) ?? ''));
      this.#groups.set(name, groups);
    }
    return groups.get(value) ?? [];
  }

  /** The rows from `make`, cached under `key` until the state changes. */
  view(key: string, make: (rows: readonly Row[]) => readonly Row[]): readonly Row[] {
    const rows = this.rows();
    const view = this.#views.get(key) ?? make(rows);
    this.#views.set(key, view);
    return view;
  }
}
