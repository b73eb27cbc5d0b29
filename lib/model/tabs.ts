/** A tab that applies filters. */
export type Tab = {
  key: string;
  label: string;
  /** The values of its filters in the address. */
  set: Readonly<Record<string, string>>;
  /** The sort with which it is opened, in its natural direction, if that is not the default sort of the list. */
  sort?: string;
  /** Highlighted, if it has rows. */
  late?: boolean;
  /** Its rows are not counted, since that takes too long where there are many; they are read when it is opened. */
  uncounted?: true;
};

/** The tabs of a list: all rows, those that need attention, then one for each value of the filter `by`. */
export type Tabs = {
  /** What a page sets that is opened without a filter: one of the special tabs, which then comes first. */
  initial?: Readonly<Record<string, string>>;
  /** What the tab of all rows sets, if the page is opened on another. */
  all?: Readonly<Record<string, string>>;
  special?: readonly Tab[];
  by?: string;
  /** Labels of the values of `by`; a value without one gets a tab too. */
  labels?: Readonly<Record<string, string>>;
};

/** The filters that tabs set: each tab clears those of the others. */
export function tabKeys({ by, special = [], all = {} }: Tabs = {}): string[] {
  const sets = [all, ...special.map(({ set }) => set)];
  return [...new Set([...(by === undefined ? [] : [by]), ...sets.flatMap((set) => Object.keys(set))])];
}
