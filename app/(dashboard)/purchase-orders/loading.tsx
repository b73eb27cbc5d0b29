import { ListSkeleton } from '#components/table/list-skeleton.tsx';
import { useWords } from '#words';

export default function LoadingPurchaseOrders() {
  const { t } = useWords();
  return <ListSkeleton title={t('Purchase orders')} />;
}
