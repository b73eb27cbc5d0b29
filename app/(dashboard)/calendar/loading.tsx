import { ListSkeleton } from '#components/table/list-skeleton.tsx';

export default function LoadingCalendar() {
  return <ListSkeleton title="Calendar" />;
}
