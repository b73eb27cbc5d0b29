import { refresh } from 'next/cache';
import type { z } from 'zod';
import { firstMistake } from '#app/first-mistake.ts';
import type { Outcome } from '#components/settings/outcome.ts';
import { type SessionUser, userWithRole } from '#lib/auth/require-user.ts';
import type { Mistake } from '#lib/model/mistake.ts';

/**
 * Parses a form, runs `act` for an admin, and refreshes the page. `act` returns why it was rejected, as a text or with the field, or null.
 */
export async function asAdmin<Shape extends z.ZodType>(
  shape: Shape,
  form: FormData,
  act: (admin: SessionUser, given: z.infer<Shape>) => Promise<string | Mistake | null>,
  done: string,
): Promise<Outcome> {
  const admin = await userWithRole('admin');
  if (!admin) return { ok: false, message: 'Admins only.' };
  const parsed = shape.safeParse(Object.fromEntries(form));
  if (!parsed.success) return firstMistake(parsed.error);
  const problem = await act(admin, parsed.data);
  refresh();
  if (problem === null) return { ok: true, message: done };
  return typeof problem === 'string' ? { ok: false, message: problem } : { ok: false, ...problem };
}
