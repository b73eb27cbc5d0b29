import { redirect } from 'next/navigation';
import { database } from '#db/client.ts';
import { HOME } from '#lib/auth/next-path.ts';
import { requireUser } from '#lib/auth/require-user.ts';
import { personalOf } from '../personal.ts';
import { START_GONE, startAddress } from './start-address.ts';

/** Leads to the page that the user chose, after sign-in and by the logo. */
export default async function StartPage() {
  const [{ id }, { startPage }] = await Promise.all([requireUser(), personalOf()]);
  redirect(startPage === null ? HOME : ((await startAddress(database(), id, startPage)) ?? START_GONE));
}
