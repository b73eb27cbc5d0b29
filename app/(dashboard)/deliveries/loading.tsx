import { ListSkeleton } from '#components/table/list-skeleton.tsx';
import { useWords } from '#words';

export default function LoadingDeliveries() {
  const { t } = useWords();
  return <ListSkeleton title={t('Webhook log')} />;
}
