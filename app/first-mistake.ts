import type { z } from 'zod';
import type { Outcome } from '#components/settings/outcome.ts';

/** The outcome of a form that does not parse: its first mistake, for the field that it is about. */
export function firstMistake({ issues: [issue] }: z.ZodError): NonNullable<Outcome> {
  return { ok: false, message: issue?.message ?? 'This is not possible.', field: String(issue?.path[0] ?? '') };
}
