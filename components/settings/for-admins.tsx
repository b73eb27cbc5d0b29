import { ShieldAlert } from 'lucide-react';
import { EmptyState } from '../ui/empty-state.tsx';

/** The page of users without permission. */
export function ForAdmins() {
  return (
    <EmptyState icon={ShieldAlert} title="Admins only">
      <p>Ask an admin for access.</p>
    </EmptyState>
  );
}
