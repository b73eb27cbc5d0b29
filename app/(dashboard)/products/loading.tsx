import { ListSkeleton } from '#components/table/list-skeleton.tsx';
import { useWords } from '#words';

export default function LoadingProducts() {
  const { t } = useWords();
  return <ListSkeleton title={t('Products')} />;
}
