/** A tab that shows what filters leave: `set` is what it puts into the address. One that is `late` stands out. */
export type Tab = { key: string; label: string; set: Readonly<Record<string, string>>; late?: boolean };

/** The tabs of a list: those that somebody has to look at, then one for each value of the filter `by`. */
export type Tabs = {
  special?: readonly Tab[];
  by?: string;
  /** Values of `by` in words; a value that is not among them gets a tab of its own all the same. */
  labels?: Readonly<Record<string, string>>;
};

/** The filters that tabs set: each tab clears those of the others. */
export function tabKeys({ by, special = [] }: Tabs = {}): string[] {
  return [...new Set([...(by === undefined ? [] : [by]), ...special.flatMap(({ set }) => Object.keys(set))])];
}
