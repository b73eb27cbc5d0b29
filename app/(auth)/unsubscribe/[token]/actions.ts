'use server';
import { refresh } from 'next/cache';
import { database } from '#db/client.ts';
import { env } from '#lib/env.ts';
import { unsubscribe } from '#lib/notices/suppressions.ts';

/** Unsubscribes the address of a link; the page then shows the result. The link is the permission. */
export async function unsubscribeByPage(form: FormData): Promise<void> {
  const { AUTH_SECRET } = env();
  const token = form.get('token');
  if (AUTH_SECRET && typeof token === 'string') await unsubscribe(database(), AUTH_SECRET, token);
  refresh();
}
