import type { People } from '#components/exceptions/act-words.ts';
import type { Person } from '#components/exceptions/mention.ts';
import { database } from '#db/client.ts';
import { listUsers } from '#db/queries/users.ts';
import { includesRole, parseRole } from '#lib/auth/roles.ts';

/** The names of all people by e-mail address, and those who may act on exceptions and so own them. */
export async function listPeople(): Promise<{ names: People; owners: Person[] }> {
  const users = await listUsers(database());
  const owners = users
    .filter(({ role }) => includesRole(parseRole(role), 'operator'))
    .map(({ email, name }) => ({ email, name }));
  return { names: Object.fromEntries(users.map(({ email, name }) => [email, name ?? email])), owners };
}
