import { ListSkeleton } from '#components/table/list-skeleton.tsx';

export default function LoadingContainers() {
  return <ListSkeleton title="Containers" />;
}
