/** A tab that applies filters: `set` are their values in the address. `late` tabs are highlighted. */
export type Tab = { key: string; label: string; set: Readonly<Record<string, string>>; late?: boolean };

/** The tabs of a list: those that need attention, then one for each value of the filter `by`. */
export type Tabs = {
  special?: readonly Tab[];
  by?: string;
  /** Labels of the values of `by`; a value without one gets a tab too. */
  labels?: Readonly<Record<string, string>>;
};

/** The filters that tabs set: each tab clears those of the others. */
export function tabKeys({ by, special = [] }: Tabs = {}): string[] {
  return [...new Set([...(by === undefined ? [] : [by]), ...special.flatMap(({ set }) => Object.keys(set))])];
}
