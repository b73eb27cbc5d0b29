import { Inbox, SearchX } from 'lucide-react';
import { EmptyState } from '../ui/empty-state.tsx';

/** The place of the open exception while none is. `isMissing`: the address names one that does not exist. */
export function NothingOpen({ isMissing }: { isMissing: boolean }) {
  if (isMissing) {
    return (
      <EmptyState icon={SearchX} title="There is no such exception">
        <p>The address may be mistyped.</p>
      </EmptyState>
    );
  }
  return (
    <EmptyState icon={Inbox} title="No exception is open">
      <p>Choose one to see its evidence, its shipment and what was done. The key ? lists all shortcuts.</p>
    </EmptyState>
  );
}
