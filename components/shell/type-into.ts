/** The box that `/` leads to: the list's own, else the search of all pages. */
export function searchInput(): HTMLElement | null {
  return document.getElementById('find') ?? document.getElementById('search');
}

/** Presses a key in an element as the keyboard would: handlers see it, and Enter follows a link or submits a form. */
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
    // Unlike an assignment of `value`, React notices this as typed.
    box.setRangeText(key, box.selectionStart ?? 0, box.selectionEnd ?? 0, 'end');
    box.dispatchEvent(new InputEvent('input', { bubbles: true, data: key, inputType: 'insertText' }));
  } else pressIn(box, key);
}
