'use server';
import { cookies } from 'next/headers';
import { z } from 'zod';
import { currentUser } from '#lib/auth/require-user.ts';

const schema = z.union([
  z.tuple([z.literal('theme'), z.enum(['system', 'light', 'dark'])]),
  z.tuple([z.literal('density'), z.enum(['comfortable', 'compact'])]),
  z.tuple([z.literal('keys'), z.enum(['on', 'off'])]),
]);

const ONE_YEAR = 365 * 24 * 60 * 60;

/** Stores the appearance in a cookie, so that the server renders it from the start. */
export async function savePreference(name: 'theme' | 'density' | 'keys', value: string): Promise<void> {
  const parsed = schema.safeParse([name, value]);
  if (!parsed.success) return;
  // Refuses it while an admin views as another role.
  await currentUser();
  (await cookies()).set(parsed.data[0], parsed.data[1], {
    maxAge: ONE_YEAR,
    sameSite: 'lax',
    httpOnly: true,
    path: '/',
  });
}
