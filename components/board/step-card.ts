/** The links of the cards of each column, in order. */
function columns(): HTMLElement[][] {
  const shown = [...document.querySelectorAll<HTMLElement>('[data-column]')];
  return shown.map((column) => [...column.querySelectorAll<HTMLElement>('[data-row-link]')]);
}

/** Moves the focus to the first card. Returns whether there is one. */
export function focusFirstCard(): boolean {
  const first = columns()[0]?.[0];
  first?.focus();
  return first !== undefined;
}

/** Moves the focus from a card: up and down within its column, left and right to the card at the same height. It stays where there is none. */
export function stepCard(card: HTMLElement, key: string): void {
  const all = columns();
  const at = all.findIndex((cards) => cards.some((one) => card.contains(one)));
  const own = all[at] ?? [];
  const height = own.findIndex((one) => card.contains(one));
  const by = key === 'ArrowDown' || key === 'ArrowRight' ? 1 : -1;
  const isWithin = key === 'ArrowDown' || key === 'ArrowUp';
  const beside = all[at + by];
  const next = isWithin ? own[height + by] : beside?.[Math.min(height, beside.length - 1)];
  next?.focus();
  next?.closest('[data-row]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
}
