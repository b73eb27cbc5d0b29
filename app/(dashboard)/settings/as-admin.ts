import { refresh } from 'next/cache';
import type { z } from 'zod';
import type { Outcome } from '#components/settings/action-form.tsx';
import { type SessionUser, userWithRole } from '#lib/auth/require-user.ts';

/** Parses a form, runs `act` for an admin, and refreshes the page. `act` returns why it was rejected, or null. */
export async function asAdmin<Shape extends z.ZodType>(
  shape: Shape,
  form: FormData,
  act: (admin: SessionUser, given: z.infer<Shape>) => Promise<string | null>,
  done: string,
): Promise<Outcome> {
  const admin = await userWithRole('admin');
  if (!admin) return { ok: false, message: 'Admins only.' };
  const parsed = shape.safeParse(Object.fromEntries(form));
  if (!parsed.success) return rejected(parsed.error);
  const problem = await act(admin, parsed.data);
  refresh();
  return problem === null ? { ok: true, message: done } : { ok: false, message: problem };
}

function rejected(error: z.ZodError): Outcome {
  return { ok: false, message: error.issues[0]?.message ?? 'This is not possible.' };
}
