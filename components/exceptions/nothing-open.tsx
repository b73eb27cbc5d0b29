import { Inbox, SearchX } from 'lucide-react';
import { useWords } from '#words';
import { EmptyState } from '../ui/empty-state.tsx';

/** The place of the open exception while none is. `isMissing`: the address names one that does not exist. */
export function NothingOpen({ isMissing }: { isMissing: boolean }) {
  const { t } = useWords();
  if (isMissing) {
    return (
      <EmptyState icon={SearchX} title={t('There is no such exception')}>
        <p>{t('The address may be mistyped.')}</p>
      </EmptyState>
    );
  }
  return (
    <EmptyState icon={Inbox} title={t('No exception is open')}>
      <p>{t('Choose one to see its evidence, its shipment and what was done. The key ? lists all shortcuts.')}</p>
    </EmptyState>
  );
}
