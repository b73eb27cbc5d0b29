import { ShieldAlert } from 'lucide-react';
import { EmptyState } from '../ui/empty-state.tsx';

/** What somebody sees who may not. */
export function ForAdmins() {
  return (
    <EmptyState icon={ShieldAlert} title="This is for admins">
      <p>Ask one of them, or ask them to make you one.</p>
    </EmptyState>
  );
}
