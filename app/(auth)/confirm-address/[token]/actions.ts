'use server';
import { refresh } from 'next/cache';
import { database } from '#db/client.ts';
import { env } from '#lib/env.ts';
import { confirmAddress } from '#lib/notices/confirm-address.ts';

/** Confirms the address of a link; the page then shows the result. The link is the permission. */
export async function confirmByPage(form: FormData): Promise<void> {
  const { AUTH_SECRET } = env();
  const token = form.get('token');
  if (AUTH_SECRET && typeof token === 'string') await confirmAddress(database(), AUTH_SECRET, token);
  refresh();
}
