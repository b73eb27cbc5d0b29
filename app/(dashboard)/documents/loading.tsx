import { ListSkeleton } from '#components/table/list-skeleton.tsx';
import { useWords } from '#words';

export default function LoadingDocuments() {
  const { t } = useWords();
  return <ListSkeleton title={t('Documents')} />;
}
