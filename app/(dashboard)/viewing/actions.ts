'use server';
import { revalidatePath } from 'next/cache';
import { redirect } from 'next/navigation';
import { z } from 'zod';
import { database } from '#db/client.ts';
import { HOME } from '#lib/auth/next-path.ts';
import { currentReader, userWithRole } from '#lib/auth/require-user.ts';
import { beginViewAs, endViewAs, VIEWED_ROLES } from '#lib/auth/view-as.ts';

/** Begins to view the pages as a role. For admins; nothing happens for others, and for another role. */
export async function beginView(role: 'viewer' | 'operator'): Promise<void> {
  const admin = await userWithRole('admin');
  const parsed = z.enum(VIEWED_ROLES).safeParse(role);
  if (admin && parsed.success) await beginViewAs(database(), admin, parsed.data);
  leave();
}

/** Ends it: the only change that is made while it lasts, besides signing out. */
export async function endView(): Promise<void> {
  const user = await currentReader();
  if (user) await endViewAs(database(), user);
  leave();
}

/** Goes to the overview, since the present page may be for another role, and drops the pages that the browser keeps. */
function leave(): never {
  revalidatePath('/', 'layout');
  redirect(HOME);
}
