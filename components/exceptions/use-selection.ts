import { useState } from 'react';

/** The selected exceptions: those that are shown, and those of other pages that were selected together. */
export type Selection = {
  ticked: ReadonlySet<string>;
  /** In the order of the list. Rows that have left the page are none of them. */
  selected: readonly string[];
  toggle(id: string): void;
  clear(): void;
  /** Selects all that are shown, or all of these ids; `isCut` if more match. */
  selectAll(matching?: { ids: readonly string[]; isCut: boolean }): void;
  isCut: boolean;
};

const NONE = { ticked: new Set<string>(), matching: null, isCut: false };

export function useSelection(items: readonly { id: string }[]): Selection {
  const [state, setState] = useState<{
    ticked: ReadonlySet<string>;
    matching: readonly string[] | null;
    isCut: boolean;
  }>(NONE);
  const { ticked, matching, isCut } = state;
  const shown = items.map(({ id }) => id);
  return {
    ...{ ticked, isCut },
    selected: (matching ?? shown).filter((id) => ticked.has(id)),
    toggle: (id) => setState({ ...state, ticked: toggled(ticked, id) }),
    clear: () => setState(NONE),
    selectAll: (found) => {
      const ids = found?.ids ?? shown;
      setState({ ticked: new Set(ids), matching: found ? ids : null, isCut: found?.isCut ?? false });
    },
  };
}

function toggled(ids: ReadonlySet<string>, id: string): Set<string> {
  const next = new Set(ids);
  if (!next.delete(id)) next.add(id);
  return next;
}
