import type { Picked } from '#lib/model/booking-terms.ts';

/** A field of a form. `name` is its path in the request: `containers.twenty_ft`. */
export type FormField = {
  name: string;
  label: string;
  type: 'text' | 'date' | 'number' | 'area' | 'choice' | 'tick' | 'list' | 'pick';
  note?: string;
  required?: true;
  options?: readonly { value: string; label: string }[];
  /** What is picked, for the type `pick`. */
  of?: Picked;
};

/** Fields under a title. `name` is the path of a request that a message about all of them has. */
export type FormGroup = { title: string; name?: string; fields: readonly FormField[] };

export type Form = { title: string; submit: string; groups: readonly FormGroup[] };

/** The options of a choice, with capitals. */
export function optionsFor(values: readonly string[]): { value: string; label: string }[] {
  return values.map((value) => ({ value, label: value.charAt(0).toUpperCase() + value.slice(1) }));
}
