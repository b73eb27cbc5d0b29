import type { FormEvent } from 'react';

type Entered = { field: HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement; value: string; checked: boolean };

const isField = (element: Element): element is Entered['field'] =>
  (element instanceof HTMLInputElement && element.type !== 'file') ||
  element instanceof HTMLTextAreaElement ||
  element instanceof HTMLSelectElement;

/** The form that was submitted last, and what was entered into it. */
let submitted: HTMLFormElement | null = null;
let entered: Entered[] = [];

/** Keeps what is entered into a form that is being submitted: React empties a form when its action ends, whatever its end was. */
export function keepSubmitted(form: HTMLFormElement): void {
  submitted = form;
  const fields = [...form.elements].filter(isField);
  entered = fields.map((field) => ({
    field,
    value: field.value,
    checked: field instanceof HTMLInputElement && field.checked,
  }));
}

/** The same as the handler of `submit` of a form on a page without sign-in, where nothing else keeps it. */
export const keepEntered = ({ currentTarget }: FormEvent<HTMLFormElement>): void => keepSubmitted(currentTarget);

/** Enters it again. */
export function restoreSubmitted(): void {
  for (const { field, value, checked } of entered) {
    field.value = value;
    if (field instanceof HTMLInputElement) field.checked = checked;
  }
}

/** Moves the focus to the first field whose value was refused, so that it can be corrected and its reason is read out. */
export function focusRefused(): void {
  submitted?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
}
