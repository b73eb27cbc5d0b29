'use server';
import { z } from 'zod';
import { database } from '#db/client.ts';
import { currentReader } from '#lib/auth/require-user.ts';
import { markRead } from '#lib/notices/own-notices.ts';

/** Marks the notices of the signed-in user up to an instant as read; not while they view as another role, since pages do it by themselves. */
export async function readUntil(until: string): Promise<void> {
  const user = await currentReader();
  if (!user || user.viewsAs) return;
  const parsed = z.iso.datetime().safeParse(until);
  if (parsed.success) await markRead(database(), user, parsed.data);
}
