import { ForAdmins } from '#components/settings/for-admins.tsx';
import { database } from '#db/client.ts';
import { listAdmins } from '#db/queries/users.ts';

/** What users who are no admins get instead of a page of admins. */
export async function AdminsOnly() {
  return <ForAdmins admins={await listAdmins(database())} />;
}
