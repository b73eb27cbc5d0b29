/**
 * The message of a form after submitting; `field` is the name of the field that it is about, if it is about one. `made` is a secret that was
 * generated and is part of the message.
 */
export type Outcome = { ok: boolean; message: string; field?: string | null; made?: string } | null;
