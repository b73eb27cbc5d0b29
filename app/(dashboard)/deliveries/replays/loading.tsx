import { ListSkeleton } from '#components/table/list-skeleton.tsx';
import { useWords } from '#words';

export default function LoadingReplays() {
  const { t } = useWords();
  return <ListSkeleton title={t('Replays')} />;
}
