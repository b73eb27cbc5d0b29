type Entered = { field: HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement; value: string; checked: boolean };

const isField = (element: Element): element is Entered['field'] =>
  (element instanceof HTMLInputElement && element.type !== 'file') ||
  element instanceof HTMLTextAreaElement ||
  element instanceof HTMLSelectElement;

/** What was entered into the form that was submitted last. */
let entered: Entered[] = [];

/** Keeps what is entered into a form that is being submitted: React empties a form when its action ends, whatever its end was. */
export function keepSubmitted(form: HTMLFormElement): void {
  const fields = [...form.elements].filter(isField);
  entered = fields.map((field) => ({
    field,
    value: field.value,
    checked: field instanceof HTMLInputElement && field.checked,
  }));
}

/** Enters it again. */
export function restoreSubmitted(): void {
  for (const { field, value, checked } of entered) {
    field.value = value;
    if (field instanceof HTMLInputElement) field.checked = checked;
  }
}
