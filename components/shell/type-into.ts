/** The search box of `/`: the list's own, else the one of all pages. */
export function searchInput(): HTMLElement | null {
  return document.getElementById('find') ?? document.getElementById('search');
}

/** Simulates a key in an element: handlers receive it, and Enter follows a link or submits a form. */
export function pressIn(element: Element | null, key: string): void {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true });
  if (!element?.dispatchEvent(event) || key !== 'Enter') return;
  if (element instanceof HTMLInputElement) element.form?.requestSubmit();
  else if (element instanceof HTMLAnchorElement || element instanceof HTMLButtonElement) element.click();
}

/** Types a key into the focused text box. */
export function typeInto(key: string): void {
  const box = document.activeElement;
  if (key.length === 1 && (box instanceof HTMLInputElement || box instanceof HTMLTextAreaElement)) {
    // Unlike an assignment of `value`, React handles this as input.
    box.setRangeText(key, box.selectionStart ?? 0, box.selectionEnd ?? 0, 'end');
    box.dispatchEvent(new InputEvent('input', { bubbles: true, data: key, inputType: 'insertText' }));
  } else pressIn(box, key);
}
