/** Moves the focus to the next or previous row of the page's table. */
export function stepRow(by: 1 | -1): void {
  const rows = [...document.querySelectorAll<HTMLElement>('[data-row-link]')];
  const present = rows.findIndex((row) => row.closest('[data-row]')?.contains(document.activeElement));
  const next = present === -1 ? (by === 1 ? 0 : rows.length - 1) : present + by;
  const row = rows[Math.min(Math.max(next, 0), rows.length - 1)];
  row?.focus();
  row?.closest('[data-row]')?.scrollIntoView({ block: 'nearest' });
}

/** A click in a row opens its link, except on links, buttons and selected text. */
export function openRow(event: MouseEvent): void {
  if (!(event.target instanceof Element) || event.target.closest('a, button, summary, input')) return;
  if (window.getSelection()?.isCollapsed === false) return;
  const link = event.target.closest('[data-row]')?.querySelector('[data-row-link]');
  const { ctrlKey, metaKey, shiftKey } = event;
  link?.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true, ctrlKey, metaKey, shiftKey }));
}
