import { redirect } from 'next/navigation';
import { database } from '#db/client.ts';
import { EXCEPTIONS, getException } from '#db/queries/exceptions.ts';
import { requireUser } from '#lib/auth/require-user.ts';
import { type IdParams, readOne } from '../../records.ts';

/** The lasting address of an exception: it opens in the inbox, in the tab of its state. */
export default async function ExceptionPage({ params }: IdParams) {
  await requireUser();
  const { id } = await params;
  const item = await readOne(id, (known) => getException(database(), known));
  const tab = item === null || item.state === 'open' ? '' : `&state=${item.state}`;
  redirect(`${EXCEPTIONS.path}?open=${encodeURIComponent(id)}${tab}`);
}
