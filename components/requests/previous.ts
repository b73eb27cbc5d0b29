import type { AmendedValues } from '#lib/model/amendment-request.ts';

/** The field of a form that holds the values of the booking when the form was opened, as JSON. */
export const PREVIOUS = 'was';

/** Those values; empty if the form has none, and null if the field was altered to something that cannot be read. */
export function previousIn(form: FormData): AmendedValues | null {
  const text = form.get(PREVIOUS);
  if (typeof text !== 'string' || text === '') return {};
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : null;
  } catch {
    return null;
  }
}
