/** Entries that are shown: those of the other layout and of closed parts are not. */
function shownEntries(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>('[data-entry]')].filter((one) => one.offsetParent !== null);
}

/** Moves the focus to the first entry. Returns whether there is one. */
export function focusFirstEntry(): boolean {
  const [first] = shownEntries();
  first?.focus();
  return first !== undefined;
}

/**
 * Moves the focus from an entry: up and down within its day, left and right to the nearest day of the same port that has any. It stays where
 * there is none.
 */
export function stepEntry(from: HTMLElement, key: string): void {
  const column = Number(from.dataset.entry);
  const isDown = key === 'ArrowDown' || key === 'ArrowRight';
  const isWithinDay = key === 'ArrowDown' || key === 'ArrowUp';
  const row = from.closest('tr');
  const others = shownEntries().filter((one) => {
    if (isWithinDay) return Number(one.dataset.entry) === column;
    const isBeyond = isDown ? Number(one.dataset.entry) > column : Number(one.dataset.entry) < column;
    return one.closest('tr') === row && isBeyond;
  });
  const next = isWithinDay ? others[others.indexOf(from) + (isDown ? 1 : -1)] : nearest(others, isDown);
  next?.focus();
}

/** The first entry of the nearest day. */
function nearest(entries: readonly HTMLElement[], isAfter: boolean): HTMLElement | undefined {
  const columns = entries.map((one) => Number(one.dataset.entry));
  const column = isAfter ? Math.min(...columns) : Math.max(...columns);
  return entries.find((one) => Number(one.dataset.entry) === column);
}
