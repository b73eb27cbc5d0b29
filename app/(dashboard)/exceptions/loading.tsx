import { ListSkeleton } from '#components/table/list-skeleton.tsx';

export default function LoadingExceptions() {
  return <ListSkeleton title="Exceptions" />;
}
