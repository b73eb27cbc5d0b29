/** Something that a field can name: what is sent, what is shown, and a line that tells it from others of this name. */
export type Found = { value: string; name: string; note: string };

/** One field of a comparison, as text. `was` is null if the previous value is not known. */
export type Compared = { label: string; was: string | null; willBe: string };

/** The field of a form with what its user was shown and confirms. */
export const CONFIRMED = 'confirmed';

/** The values and mistakes of a form that was not sent yet, by field; '' is the whole form. */
export type Sent = {
  values: Record<string, string>;
  errors: Record<string, string>;
  warnings?: Record<string, string>;
  /** What an amendment changes, to be confirmed. */
  review?: readonly Compared[];
  /** What is to be confirmed, as text. A form that was altered since has another one, and is shown again. */
  toConfirm?: string;
  /** What picked values stand for. */
  found?: Record<string, Found>;
} | null;
