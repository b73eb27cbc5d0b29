import { ListSkeleton } from '#components/table/list-skeleton.tsx';

export default function LoadingReplays() {
  return <ListSkeleton title="Replays" />;
}
