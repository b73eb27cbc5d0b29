import { ListSkeleton } from '#components/table/list-skeleton.tsx';
import { useWords } from '#words';

export default function LoadingCalendar() {
  const { t } = useWords();
  return <ListSkeleton title={t('Calendar')} />;
}
