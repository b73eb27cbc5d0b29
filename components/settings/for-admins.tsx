import { ShieldAlert } from 'lucide-react';
import type { Contact } from '#db/queries/users.ts';
import { EmptyState } from '../ui/empty-state.tsx';

/** The page of users without permission: whom to ask. */
export function ForAdmins({ admins }: { admins: readonly Contact[] }) {
  return (
    <EmptyState icon={ShieldAlert} title="Admins only">
      <p>Ask an admin for access.</p>
      <AdminList admins={admins} />
    </EmptyState>
  );
}

/** The admins, each with a link that writes to them; nothing where nobody is. */
export function AdminList({ admins }: { admins: readonly Contact[] }) {
  if (admins.length === 0) return null;
  return (
    <ul aria-label="Admins" className="mt-2">
      {admins.map(({ email, name }) => (
        <li key={email}>
          {name && `${name}, `}
          <a href={`mailto:${email}`} className="text-accent underline underline-offset-4">
            {email}
          </a>
        </li>
      ))}
    </ul>
  );
}
