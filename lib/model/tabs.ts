/** A tab that applies filters: `set` are their values in the address. `late` tabs are highlighted. */
export type Tab = { key: string; label: string; set: Readonly<Record<string, string>>; late?: boolean };

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
