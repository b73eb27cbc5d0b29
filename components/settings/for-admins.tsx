import { ShieldAlert } from 'lucide-react';
import type { Contact } from '#db/queries/users.ts';
import { useWords } from '#words';
import { EmptyState } from '../ui/empty-state.tsx';

/** The page of users without permission: whom to ask. */
export function ForAdmins({ admins }: { admins: readonly Contact[] }) {
  const { t } = useWords();
  return (
    <EmptyState icon={ShieldAlert} title={t('Admins only')}>
      <p>{t('Ask an admin for access.')}</p>
      <AdminList admins={admins} />
    </EmptyState>
  );
}

/** The admins, each with a link that writes to them; nothing where nobody is. */
export function AdminList({ admins }: { admins: readonly Contact[] }) {
  const { t } = useWords();
  if (admins.length === 0) return null;
  return (
    <ul aria-label={t('Admins')} className="mt-2">
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
