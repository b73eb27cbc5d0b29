import { redirect } from 'next/navigation';
import { database } from '#db/client.ts';
import { requireUser } from '#lib/auth/require-user.ts';
import { firstPageOf } from './start-address.ts';

/** Leads to the page that the user chose, by the logo and after single sign-on. */
export default async function StartPage() {
  const { id } = await requireUser();
  redirect(await firstPageOf(database(), id));
}
